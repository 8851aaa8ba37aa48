-- Every dated result of a model that was better than all of its board dated before it.
WITH dated AS (
    SELECT
        result.board,
        coalesce(nullif(result.paper_date, ''), document.date) AS date,
        result.model,
        result.model_key,
        result.value,
        result.claim_id,
        result.document_id,
        result.printed,
        coalesce(nullif(result.paper_title, ''), document.title) AS title,
        coalesce(nullif(result.paper_url, ''), document.url) AS url,
        CASE metric.direction WHEN 'higher' THEN result.value ELSE -result.value END AS merit
    FROM result_as_curated AS result
    JOIN store.document USING (document_id)
    JOIN store.metric ON metric.id = result.metric
    WHERE document.is_current AND coalesce(nullif(result.paper_date, ''), document.date) <> '' AND metric.direction IS NOT NULL AND result.role = 'model'
        AND result.status <> 'rejected'
        -- A value that the metric cannot have is disputed and sets no record.
        AND NOT coalesce(result.most < metric.lower OR result.least > metric.upper, false)
),

compared AS (
    SELECT
        *,
        max(merit) OVER (
            PARTITION BY board ORDER BY date GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS best_before,
        max(merit) OVER (PARTITION BY board, date) AS best_that_day
    FROM dated
)

SELECT
    board,
    date,
    model,
    value,
    claim_id,
    document_id,
    printed,
    title,
    url
FROM compared
WHERE merit = best_that_day AND (best_before IS NULL OR merit > best_before)
-- The same model twice on one day is one step.
QUALIFY 1 = row_number() OVER (PARTITION BY board, date, model_key ORDER BY claim_id)
