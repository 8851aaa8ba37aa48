-- Which documents the kept views speak of, each as it was then: by which run it was extracted, what was decided; `place` is its number.
CREATE TABLE store.ranked (
    document_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    place BIGINT NOT NULL
);
