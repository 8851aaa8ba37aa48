-- The catalogue's benchmarks, as of the last publishing.
CREATE TABLE store.benchmark (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    tasks VARCHAR[] NOT NULL,
    metrics VARCHAR[] NOT NULL,
    source VARCHAR NOT NULL
);
