-- Pairs of results of one model on one board, each from a sentence or table of its own or, on a list of others, from a paper of its own, whose printed values cannot be roundings of one number.
WITH placed AS (
    SELECT
        result.*,
        coalesce(nullif(result.paper_title, ''), document.title) AS title
    FROM result_as_curated AS result
    JOIN store.document USING (document_id)
    JOIN claim_as_curated AS claim USING (claim_id, document_id)
    LEFT JOIN store.metric ON metric.id = result.metric
    -- Two studies of people, or two earlier bests, are two things.
    WHERE document.is_current AND result.role = 'model' AND result.status <> 'rejected'
    -- Values that one sentence or table gives one model differ in a setting it did not name: the best stands for all.
    QUALIFY 1 = row_number() OVER (
        PARTITION BY result.board, result.model_key, result.document_id, result.paper_title,
            coalesce(claim.table_index, -1 - claim.sentence_start)
        ORDER BY CASE metric.direction WHEN 'lower' THEN -result.value ELSE result.value END DESC, result.claim_id
    )
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
    other.title AS other_title,
    one.model_key
FROM placed AS one
JOIN placed AS other
    ON one.board = other.board
    AND one.model_key = other.model_key
    AND one.claim_id < other.claim_id
    AND (one.least >= other.most OR other.least >= one.most)
