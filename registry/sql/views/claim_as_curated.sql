-- Every stored claim as people left it: what they corrected stands in the place of what was read, with `status` and why.
SELECT *, 'extracted' AS status, NULL::VARCHAR AS why, NULL::VARCHAR AS decision_id, NULL::VARCHAR AS extracted
FROM store.claim
ANTI JOIN store.curated_claim USING (claim_id)
UNION ALL BY NAME
FROM store.curated_claim
SEMI JOIN store.claim USING (claim_id)
