-- Pairs of results of one model on one board whose printed values cannot be roundings of one number.
WITH placed AS (
    SELECT
        result.*,
        document.title
    FROM store.result
    JOIN store.document USING (document_id)
    WHERE document.is_current
)

SELECT
    one.board,
    one.model,
    one.claim_id,
    one.value,
    one.printed,
    one.title,
    other.claim_id AS other_claim_id,
    other.value AS other_value,
    other.printed AS other_printed,
    other.title AS other_title
FROM placed AS one
JOIN placed AS other
    ON one.board = other.board
    AND one.model_key = other.model_key
    AND one.claim_id < other.claim_id
    AND (one.least > other.most OR other.least > one.most)
