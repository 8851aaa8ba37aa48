-- One row a board and model, its best result, ranked by the metric's direction; equal values share a rank, and a metric without a direction has none.
WITH signed AS (
    SELECT
        result.*,
        document.date,
        document.title,
        document.url,
        metric.name AS metric_name,
        metric.direction,
        metric.unit,
        CASE metric.direction WHEN 'higher' THEN result.value WHEN 'lower' THEN -result.value END AS merit
    FROM store.result
    JOIN store.document USING (document_id)
    LEFT JOIN store.metric ON metric.id = result.metric
    WHERE document.is_current
),

best AS (
    SELECT
        *,
        count(*) OVER same_model AS reports,
        -- All intervals share a value unless the greatest lower end lies above the least upper end.
        max(least) OVER same_model > min(most) OVER same_model AS conflict
    FROM signed
    WINDOW same_model AS (PARTITION BY board, model_key)
    QUALIFY 1 = row_number() OVER (
        PARTITION BY board, model_key
        ORDER BY merit DESC NULLS LAST, first_party DESC NULLS LAST, nullif(date, '') NULLS LAST, claim_id
    )
)

SELECT
    best.board,
    best.benchmark,
    coalesce(benchmark.name, best.benchmark) AS benchmark_name,
    best.task,
    best.split,
    best.metric,
    coalesce(best.metric_name, best.metric) AS metric_name,
    best.direction,
    best.unit,
    best.protocol,
    CASE WHEN best.merit IS NOT NULL THEN rank() OVER (PARTITION BY best.board ORDER BY best.merit DESC) END AS rank,
    best.model,
    best.value,
    best.printed,
    best.date,
    best.title,
    best.url,
    best.document_id,
    best.claim_id,
    best.reports,
    best.conflict
FROM best
LEFT JOIN store.benchmark ON benchmark.id = best.benchmark
