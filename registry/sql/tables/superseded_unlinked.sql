-- Rows of `unlinked` that a later extraction of the same document replaced; `superseded_by` is its run.
CREATE TABLE store.superseded_unlinked AS
SELECT *, NULL::VARCHAR AS superseded_by
FROM store.unlinked
LIMIT 0;
