-- The rows of the boards that others keep, as their files give them, each with its claim or the reason why it is no number; at position 0 the file without its rows.
CREATE TABLE store.imported (
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    pointer VARCHAR NOT NULL,
    row_pointer VARCHAR NOT NULL,
    claim_id VARCHAR,
    reason VARCHAR,
    task VARCHAR NOT NULL,
    dataset VARCHAR NOT NULL,
    split VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    paper_title VARCHAR NOT NULL,
    paper_url VARCHAR NOT NULL,
    paper_date VARCHAR NOT NULL,
    measured_by VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    uncertainty VARCHAR NOT NULL,
    node VARCHAR USING COMPRESSION zstd,
    run_id VARCHAR NOT NULL
);
