-- Scores that could not be placed on a board, with the reason and the words that were looked up in vain.
CREATE TABLE store.unlinked (
    claim_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
