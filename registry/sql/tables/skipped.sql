-- Rules that ran out of time on a sentence of a document, with the sentence's offset.
CREATE TABLE store.skipped (
    document_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    run_id VARCHAR NOT NULL
);
