-- One row a board and model, its best result, ranked by the metric's direction; equal values share a rank, and what is no model, measured without a direction, or disputed for a value that the metric cannot have, has none; nor has what a person rejected, each a row of its own.
WITH signed AS (
    SELECT
        result.*,
        coalesce(nullif(result.paper_date, ''), document.date) AS date,
        coalesce(nullif(result.paper_title, ''), document.title) AS title,
        coalesce(nullif(result.paper_url, ''), document.url) AS url,
        metric.name AS metric_name,
        metric.direction,
        metric.unit,
        claim.uncertainty,
        document.year,
        document.venue,
        CASE metric.direction WHEN 'higher' THEN result.value WHEN 'lower' THEN -result.value END AS merit,
        coalesce(result.most < metric.lower OR result.least > metric.upper, false) AS disputed,
        CASE WHEN result.status = 'rejected' THEN result.result_id END AS rejected,
        -- Values that one sentence or table gives one model differ in a setting it did not name: the best stands for all.
        1 = row_number() OVER (
            PARTITION BY result.board, result.model_key, rejected, result.document_id, coalesce(claim.table_index, -1 - claim.sentence_start)
            ORDER BY coalesce(merit, result.value) DESC, result.claim_id
        ) AS stands
    FROM result_as_curated AS result
    JOIN store.document USING (document_id)
    JOIN claim_as_curated AS claim USING (claim_id, document_id)
    LEFT JOIN store.metric ON metric.id = result.metric
    WHERE document.is_current
),

best AS (
    SELECT
        *,
        count(*) OVER same_model AS reports,
        -- All intervals share a value unless the greatest lower end lies at or above the least upper end, which is out.
        coalesce(
            max(least) FILTER (stands) OVER same_model >= min(most) FILTER (stands) OVER same_model,
            false
        ) AND role = 'model' AND rejected IS NULL AS conflict
    FROM signed
    WINDOW same_model AS (PARTITION BY board, role, model_key, rejected)
    QUALIFY 1 = row_number() OVER (
        PARTITION BY board, role, model_key, rejected
        ORDER BY disputed, merit DESC NULLS LAST, first_party DESC NULLS LAST, nullif(date, '') NULLS LAST, claim_id
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
    CASE
        WHEN best.merit IS NOT NULL AND best.role = 'model' AND NOT best.disputed AND best.rejected IS NULL
            THEN rank() OVER (
                PARTITION BY best.board, best.role, best.disputed, best.rejected IS NULL ORDER BY best.merit DESC
            )
    END AS rank,
    best.role,
    best.model,
    best.value,
    best.printed,
    best.date,
    best.title,
    best.url,
    best.document_id,
    best.claim_id,
    best.reports,
    best.conflict,
    best.disputed,
    CASE WHEN best.rejected IS NULL AND best.disputed THEN 'disputed' ELSE best.status END AS status,
    best.why,
    best.extracted,
    best.model_key,
    best.first_party,
    best.uncertainty,
    best.year,
    best.venue
FROM best
LEFT JOIN store.benchmark ON benchmark.id = best.benchmark
