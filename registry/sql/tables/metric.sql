-- The catalogue's metrics, as of the last publishing; `direction` is NULL where a metric ranks nothing.
CREATE TABLE store.metric (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    direction VARCHAR,
    unit VARCHAR,
    lower DOUBLE,
    upper DOUBLE,
    source VARCHAR NOT NULL
);
