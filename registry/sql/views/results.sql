-- Every claim that was placed on a board, conflicting ones side by side, counted in the metric's own unit; disputed where the metric cannot have the value; as people left it, with its status, why, and as JSON what was extracted where that differs.
SELECT
    result.result_id,
    result.claim_id,
    result.document_id,
    result.board,
    result.task,
    result.benchmark,
    result.split,
    result.metric,
    result.model,
    result.value,
    result.printed,
    metric.unit,
    result.protocol,
    result.first_party,
    result.own_best,
    result.role,
    coalesce(result.most < metric.lower OR result.least > metric.upper, false) AS disputed,
    coalesce(nullif(result.paper_date, ''), document.date) AS date,
    coalesce(nullif(result.paper_title, ''), document.title) AS title,
    coalesce(nullif(result.paper_url, ''), document.url) AS url,
    result.measured_by,
    coalesce(nullif(result.licence, ''), document.licence) AS licence,
    CASE WHEN result.status <> 'rejected' AND disputed THEN 'disputed' ELSE result.status END AS status,
    result.why,
    result.extracted
FROM result_as_curated AS result
JOIN store.document USING (document_id)
LEFT JOIN store.metric ON metric.id = result.metric
WHERE document.is_current
