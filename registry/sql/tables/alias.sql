-- Every name of a benchmark, metric or task as people write it; `key` is its folded form, by which names are one.
CREATE TABLE store.alias (
    what VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    key VARCHAR NOT NULL
);
