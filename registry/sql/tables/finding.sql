-- What the checks said of the claims (registry/checks); see the outcomes and severities there.
CREATE TABLE store.finding (
    finding_id VARCHAR NOT NULL,
    check_id VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    claim_id VARCHAR,
    other_claim_id VARCHAR,
    document_id VARCHAR,
    reason VARCHAR NOT NULL,
    formula VARCHAR NOT NULL,
    low DOUBLE,
    high DOUBLE,
    power DOUBLE,
    claim_ids VARCHAR[] NOT NULL
);
