-- Which run looked for claims in a document, with which versions, and how many it found; one row a document is current.
CREATE TABLE store.extraction (
    document_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    catalog_version VARCHAR NOT NULL,
    extracted_at TIMESTAMP NOT NULL,
    claims INTEGER NOT NULL,
    results INTEGER NOT NULL,
    is_current BOOLEAN NOT NULL
);
