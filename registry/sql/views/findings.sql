-- What the checks found in the current documents: which claims agree, disagree, or need a second look.
WITH there AS (
    -- Of the claims that are read, those spoken of: few among tens of millions.
    SELECT claim_id
    FROM claims
    WHERE claim_id IN (SELECT unnest([claim_id, other_claim_id]) FROM store.finding)
)

SELECT
    finding_id,
    check_id,
    outcome,
    severity,
    message,
    claim_id,
    other_claim_id,
    document_id,
    reason,
    formula,
    low,
    high,
    power,
    claim_ids
FROM store.finding
WHERE (document_id IS NULL OR document_id IN (SELECT document_id FROM documents))
    -- What the checks spoke of may be read no longer.
    AND (claim_id IS NULL OR claim_id IN (FROM there))
    AND (other_claim_id IS NULL OR other_claim_id IN (FROM there))
