-- Where decisions had put results when the kept views were last worked out: what is taken back leaves no other trace.
CREATE TABLE store.ranked_decision (
    board VARCHAR NOT NULL,
    model_key VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL
);
