-- Claims that a decision in force is about, as it leaves them; `extracted` has as JSON what was read where that differs. Made anew from the log.
CREATE TABLE store.curated_claim AS
SELECT *, NULL::VARCHAR AS status, NULL::VARCHAR AS why, NULL::VARCHAR AS decision_id, NULL::VARCHAR AS extracted
FROM store.claim
LIMIT 0;
