-- Every stored result as people left it, those among them that a person has put on a board, with `status` and why.
SELECT *, 'extracted' AS status, NULL::VARCHAR AS why, NULL::VARCHAR AS decision_id, NULL::VARCHAR AS extracted
FROM store.result
ANTI JOIN store.curated_result USING (result_id)
UNION ALL BY NAME
FROM store.curated_result
SEMI JOIN store.claim USING (claim_id)
