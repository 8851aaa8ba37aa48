-- Claims placed on a board; `least` and `most` bound the values that round to the printed one, `model_key` folds the name.
CREATE TABLE store.result (
    result_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    task VARCHAR NOT NULL,
    benchmark VARCHAR NOT NULL,
    split VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    model_key VARCHAR NOT NULL,
    value DOUBLE NOT NULL CHECK (isfinite(value)),
    printed VARCHAR NOT NULL,
    least DOUBLE NOT NULL CHECK (isfinite(least)),
    most DOUBLE NOT NULL CHECK (isfinite(most)),
    protocol VARCHAR NOT NULL,
    first_party BOOLEAN,
    own_best BOOLEAN NOT NULL,
    role VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
