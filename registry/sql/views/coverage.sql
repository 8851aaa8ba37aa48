-- How much was read, found, placed and refused: documents by reader, claims by kind, results, unlinked by reason, quarantine, metadata and sentences not read, rows of boards without a number, decisions by what they do.
SELECT 'documents' AS measure, reader AS part, count(*) AS n
FROM documents
GROUP BY reader
UNION ALL
SELECT 'claims', kind, count(*)
FROM claims
GROUP BY kind
UNION ALL
SELECT 'results', CASE WHEN first_party THEN 'first party' WHEN NOT first_party THEN 'cited' ELSE 'unclear' END, count(*)
FROM results
GROUP BY first_party
UNION ALL
SELECT 'unlinked', reason, count(*)
FROM store.unlinked
SEMI JOIN documents USING (document_id)
WHERE claim_id NOT IN (SELECT claim_id FROM store.curated_result)
GROUP BY reason
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
