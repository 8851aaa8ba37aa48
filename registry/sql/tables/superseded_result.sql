-- Rows of `result` that a later extraction of the same document replaced; `superseded_by` is its run.
CREATE TABLE store.superseded_result AS
SELECT *, NULL::VARCHAR AS superseded_by
FROM store.result
LIMIT 0;
