-- Results that a decision in force is about, or that one has put on a board, as it leaves them; made anew from the log.
CREATE TABLE store.curated_result AS
SELECT *, NULL::VARCHAR AS status, NULL::VARCHAR AS why, NULL::VARCHAR AS decision_id, NULL::VARCHAR AS extracted
FROM store.result
LIMIT 0;
