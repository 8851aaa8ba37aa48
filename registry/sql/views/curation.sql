-- The log of what people decided about claims and links, each entry with what it does now and the claim it is about now.
SELECT
    decision.decision_id,
    decision.decided_at,
    decision.decided_by,
    decision.action,
    decision.about,
    coalesce(nullif(decision_state.claim_id, ''), decision.claim_id) AS claim_id,
    decision.board,
    decision.changes,
    decision.reason,
    coalesce(decision_state.state, 'look again') AS state,
    coalesce(decision_state.note, '') AS note,
    coalesce(decision_state.contested, false) AS contested,
    decision.undoes,
    decision.document,
    decision.title,
    decision.quote,
    decision.sentence,
    decision.claim_id AS decided_claim_id
FROM store.decision
LEFT JOIN store.decision_state USING (decision_id)
