-- What the checks found in the current documents: which claims agree, disagree, or need a second look.
SELECT
    finding.finding_id,
    finding.check_id,
    finding.outcome,
    finding.severity,
    finding.message,
    finding.claim_id,
    finding.other_claim_id,
    finding.document_id
FROM store.finding
LEFT JOIN store.document USING (document_id)
LEFT JOIN store.claim ON claim.claim_id = finding.claim_id
WHERE (finding.document_id IS NULL OR document.is_current) AND (finding.claim_id IS NULL OR claim.claim_id IS NOT NULL)
