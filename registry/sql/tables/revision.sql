-- Which content a file's document had, reading after reading: a row only where it changed (1 is the first content seen).
CREATE TABLE store.revision (
    source VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    is_current BOOLEAN NOT NULL
);
