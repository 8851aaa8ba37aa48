-- What each decision does as of the last publishing, and the claim it is about now; made anew from the log.
CREATE TABLE store.decision_state (
    decision_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    contested BOOLEAN NOT NULL
);
