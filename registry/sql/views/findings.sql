-- What the checks found in the current documents: which claims agree, disagree, or need a second look.
SELECT
    finding_id,
    check_id,
    outcome,
    severity,
    message,
    claim_id,
    other_claim_id,
    document_id
FROM store.finding
WHERE (document_id IS NULL OR document_id IN (SELECT document_id FROM documents))
    -- A claim that is read still but stands on no board any more is none that the checks spoke of.
    AND (claim_id IS NULL OR claim_id IN (SELECT claim_id FROM results))
    AND (other_claim_id IS NULL OR other_claim_id IN (SELECT claim_id FROM results))
