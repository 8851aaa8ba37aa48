-- Every content ever read, once; `source` is the file it was first read from, `is_current` whether some file still holds it.
CREATE TABLE store.document (
    document_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    authors VARCHAR[] NOT NULL,
    date VARCHAR NOT NULL,
    year INTEGER,
    venue VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    reader VARCHAR NOT NULL,
    reader_version VARCHAR NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd,
    run_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    is_current BOOLEAN NOT NULL
);
