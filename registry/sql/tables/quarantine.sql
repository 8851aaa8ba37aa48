-- Rows that validation refused, whole, with the reason; `refused` names the table they were meant for.
CREATE TABLE store.quarantine (
    quarantine_id VARCHAR NOT NULL,
    refused VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    claim_id VARCHAR,
    reason VARCHAR NOT NULL,
    row VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
