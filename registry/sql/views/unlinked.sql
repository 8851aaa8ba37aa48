-- Scores that could not be placed on a board, each with the reason.
SELECT
    unlinked.claim_id,
    unlinked.document_id,
    unlinked.reason,
    unlinked.detail,
    claim.quote,
    claim.metric,
    claim.benchmarks,
    claim.subject,
    claim.sentence,
    document.title
FROM store.unlinked
JOIN claim_as_curated AS claim USING (claim_id, document_id)
JOIN store.document USING (document_id)
WHERE document.is_current AND unlinked.claim_id NOT IN (SELECT claim_id FROM store.curated_result)
