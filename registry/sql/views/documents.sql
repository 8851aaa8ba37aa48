-- Every document at its current revision, with where it was read and how many claims it makes.
SELECT
    document.document_id,
    document.name,
    document.title,
    document.authors,
    document.date,
    document.year,
    document.venue,
    document.url,
    document.licence,
    document.media_type,
    document.source,
    document.revision,
    extraction.claims,
    extraction.results,
    document.reader,
    document.text
FROM store.document
JOIN store.extraction USING (document_id)
WHERE document.is_current AND extraction.is_current
