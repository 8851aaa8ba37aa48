-- The stretches of a document's text by role; `cells` is a table's grid as JSON, a list of [row, column, text, start, end, bold, underline].
CREATE TABLE store.block (
    document_id VARCHAR NOT NULL,
    block_index INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    table_index INTEGER,
    caption VARCHAR,
    heading VARCHAR,
    header_rows INTEGER,
    cells VARCHAR
);
