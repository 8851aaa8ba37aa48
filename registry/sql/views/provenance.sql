-- Where each claim comes from: file, hash, reader, rule, versions, time, and its exact place with 32 characters on either side; of a PDF the page and the box, in points from the page's top left corner.
SELECT
    claim.claim_id,
    claim.document_id,
    document.source,
    document.sha256,
    document.text_sha256,
    document.reader,
    document.reader_version,
    claim.rule,
    extraction.extractor_version,
    claim.run_id,
    extraction.extracted_at,
    claim.start_offset,
    claim.end_offset,
    claim.quote,
    substring(document.text, greatest(claim.start_offset - 31, 1), least(32, claim.start_offset)) AS prefix,
    substring(document.text, claim.end_offset + 1, 32) AS suffix,
    claim.sentence,
    claim.table_index,
    claim.row_index,
    claim.column_index,
    claim.cell,
    claim.page,
    claim.box_left,
    claim.box_top,
    claim.box_right,
    claim.box_bottom,
    block.caption
FROM store.claim
JOIN store.document USING (document_id)
JOIN store.extraction ON extraction.document_id = claim.document_id AND extraction.run_id = claim.run_id
LEFT JOIN store.block ON block.document_id = claim.document_id AND block.table_index = claim.table_index
WHERE document.is_current
