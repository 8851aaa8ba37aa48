-- Every snapshot ever published from this registry; a snapshot's own row is the last one it holds.
CREATE TABLE store.publication (
    generation BIGINT NOT NULL,
    snapshot VARCHAR NOT NULL,
    published_at TIMESTAMP NOT NULL
);
