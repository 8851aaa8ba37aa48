-- The catalogue's tasks, as of the last publishing.
CREATE TABLE store.task (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);
