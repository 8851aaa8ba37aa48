-- Who wrote: one command, with the versions of the extractors and of the catalogue it ran with; times are UTC.
CREATE TABLE store.run (
    run_id VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    catalog_version VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
