-- How much was read, found, placed and refused: documents by reader, claims by kind, results, unlinked by reason, quarantine, metadata and sentences not read, rows of boards without a number, decisions by what they do.
-- Of what may be tens of millions of rows: all are counted, then taken off those of documents that are not current and
-- those that people decided about, which come back as they left them. Few of either; a join of all takes ten times as long.
WITH gone AS (
    SELECT document_id
    FROM store.document
    WHERE NOT is_current
),

counted AS (
    SELECT 'claims' AS measure, kind AS part, count(*) AS n
    FROM store.claim
    GROUP BY kind
    UNION ALL
    SELECT 'claims', kind, -count(*)
    FROM store.claim
    SEMI JOIN gone USING (document_id)
    GROUP BY kind
    UNION ALL
    SELECT 'claims', kind, -count(*)
    FROM store.claim
    SEMI JOIN store.curated_claim USING (claim_id)
    ANTI JOIN gone USING (document_id)
    GROUP BY kind
    UNION ALL
    SELECT 'claims', kind, count(*)
    FROM store.curated_claim
    SEMI JOIN store.claim USING (claim_id)
    ANTI JOIN gone USING (document_id)
    GROUP BY kind
    UNION ALL
    SELECT 'results', first_party::VARCHAR, count(*)
    FROM store.result
    GROUP BY first_party
    UNION ALL
    SELECT 'results', first_party::VARCHAR, -count(*)
    FROM store.result
    SEMI JOIN gone USING (document_id)
    GROUP BY first_party
    UNION ALL
    SELECT 'results', first_party::VARCHAR, -count(*)
    FROM store.result
    SEMI JOIN store.curated_result USING (result_id)
    ANTI JOIN gone USING (document_id)
    GROUP BY first_party
    UNION ALL
    SELECT 'results', first_party::VARCHAR, count(*)
    FROM store.curated_result
    SEMI JOIN store.claim USING (claim_id)
    ANTI JOIN gone USING (document_id)
    GROUP BY first_party
    UNION ALL
    SELECT 'unlinked', reason, count(*)
    FROM store.unlinked
    GROUP BY reason
    UNION ALL
    SELECT 'unlinked', reason, -count(*)
    FROM store.unlinked
    SEMI JOIN gone USING (document_id)
    GROUP BY reason
    UNION ALL
    SELECT 'unlinked', reason, -count(*)
    FROM store.unlinked
    SEMI JOIN store.curated_result USING (claim_id)
    ANTI JOIN gone USING (document_id)
    GROUP BY reason
)

SELECT 'documents' AS measure, reader AS part, count(*) AS n
FROM documents
GROUP BY reader
UNION ALL
SELECT
    measure,
    CASE WHEN measure <> 'results' THEN part WHEN part = 'true' THEN 'first party' WHEN part = 'false' THEN 'cited' ELSE 'unclear' END,
    sum(n)::BIGINT
FROM counted
GROUP BY measure, part
HAVING sum(n) > 0
UNION ALL
SELECT 'quarantined', refused, count(*)
FROM store.quarantine
GROUP BY refused
UNION ALL
SELECT CASE WHEN starts_with(rule, 'metadata.') THEN 'metadata not read' ELSE 'skipped rules' END, replace(rule, 'metadata.', ''), count(*)
FROM store.skipped
JOIN store.document USING (document_id)
WHERE document.is_current
GROUP BY rule
UNION ALL
SELECT 'imported without a number', reason, count(*)
FROM store.imported
JOIN store.document USING (document_id)
WHERE document.is_current AND reason IS NOT NULL
GROUP BY reason
UNION ALL
SELECT 'decisions', state, count(*)
FROM curation
GROUP BY state
