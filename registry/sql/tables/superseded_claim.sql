-- Rows of `claim` that a later extraction of the same document replaced; `superseded_by` is its run.
CREATE TABLE store.superseded_claim AS
SELECT *, NULL::VARCHAR AS superseded_by
FROM store.claim
LIMIT 0;
