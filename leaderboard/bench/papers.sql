-- Documents `$first` up to `$last` of a made-up registry, as the tables of registry/schemas.py. Every choice is a hash
-- of the seed and of what is chosen, so that a document is the same whichever part of the registry is made.
-- Given: `about` (one row: seed, documents, results, claims), `board` (place, pool, first_model, …), `model` (place …).

-- How much each document reports: the totals are met exactly.
CREATE OR REPLACE TEMP TABLE paper AS
WITH counted AS (
    SELECT
        d,
        hash(seed, 'paper', d) AS chance,
        ((d + 1) * claims) // documents - (d * claims) // documents AS n,
        ((d + 1) * results) // documents - (d * results) // documents AS placed
    FROM about, range($first, $last) AS numbers(d)
)
SELECT *, greatest(placed, n // 2) AS cells
FROM counted;

-- Eight numbers a table. A table reports on one board; popular boards are chosen oftener (the square of a chance).
CREATE OR REPLACE TEMP TABLE cell AS
WITH grid AS (
    SELECT
        d,
        j,
        j // 8 AS t,
        1 + j % 8 AS row_index,
        ((j + 1) * placed) // cells > (j * placed) // cells AS is_placed,
        floor(boards * pow((hash(seed, 'table', d, j // 8) % 1000003) / 1000003, 2))::BIGINT AS board_place,
        hash(seed, 'cell', d, j) AS chance,
        seed,
        models
    FROM paper, about, range(cells) AS numbers(j)
),
drawn AS (
    SELECT
        grid.*,
        board.* EXCLUDE (place),
        (chance % pool)::BIGINT AS nth,
        ((first_model + chance % pool) % models)::BIGINT AS model_place
    FROM grid
    JOIN board ON board.place = board_place
),
named AS (
    SELECT
        drawn.*,
        model.name AS model,
        model.model_key,
        -- Every twelfth report differs from what the others say of this model.
        (hash(seed, 'value', board_place, nth) % 750)::INTEGER + 200
            + CASE WHEN (chance >> 40) % 12 = 0 THEN 1 + ((chance >> 48) % 30)::INTEGER ELSE 0 END AS tenths
    FROM drawn
    JOIN model ON model.place = model_place
)
SELECT
    *,
    CASE WHEN is_fraction THEN '0.' || lpad(tenths::VARCHAR, 3, '0')
        ELSE (tenths // 10)::VARCHAR || '.' || (tenths % 10)::VARCHAR END AS printed,
    CASE WHEN is_fraction THEN 1000 ELSE 10 END AS scale,
    CASE WHEN is_placed THEN model ELSE 'without part ' || row_index END AS subject,
    tenths * sign = max(tenths * sign) OVER (PARTITION BY d, t) AS is_best
FROM named;

-- What is reported in sentences: six kinds in turn.
CREATE OR REPLACE TEMP TABLE statement AS
WITH drawn AS (
    SELECT d, j, j % 6 AS form, hash(seed, 'statement', d, j) AS chance, models, boards
    FROM paper, about, range(n - cells) AS numbers(j)
),
chosen AS (
    SELECT
        d,
        j,
        form,
        (1 + chance % 99)::VARCHAR AS whole,
        (1 + chance % 99)::VARCHAR || '.' || ((chance >> 20) % 10)::VARCHAR AS decimal,
        (chance % models)::BIGINT AS one_place,
        ((chance >> 16) % models)::BIGINT AS other_place,
        ((chance >> 32) % boards)::BIGINT AS board_place
    FROM drawn
),
named AS (
    SELECT chosen.*, one.name AS one, other.name AS other, board.benchmark_name
    FROM chosen
    JOIN model AS one ON one.place = one_place
    JOIN model AS other ON other.place = other_place
    JOIN board ON board.place = board_place
)
SELECT
    *,
    CASE form
        WHEN 0 THEN one || ' gains '
        WHEN 1 THEN 'Training takes '
        WHEN 2 THEN 'Of the errors that are left '
        WHEN 3 THEN one || ' is '
        WHEN 4 THEN one || ' '
        ELSE 'Two readers agree in '
    END AS before,
    CASE form
        WHEN 0 THEN decimal || ' points'
        WHEN 1 THEN whole || ' million'
        WHEN 3 THEN decimal || 'x'
        WHEN 4 THEN 'outperforms'
        ELSE decimal || '%'
    END AS quote,
    CASE form
        WHEN 0 THEN ' over ' || other || ' on ' || benchmark_name || '.'
        WHEN 1 THEN ' sentences.'
        WHEN 2 THEN ' are of one kind.'
        WHEN 3 THEN ' faster than ' || other || '.'
        WHEN 4 THEN ' ' || other || ' on ' || benchmark_name || '.'
        ELSE ' of the cases.'
    END AS after
FROM named;

-- The lines of each text in order, with where they begin; one character stands between two lines.
CREATE OR REPLACE TEMP TABLE line AS
WITH written AS (
    SELECT d, j AS place, 'sentence' AS what, NULL AS t, NULL AS row_index, before || quote || after AS words
    FROM statement
    UNION ALL
    SELECT
        d,
        1000000 + t * 100,
        'caption',
        t,
        NULL,
        'Table ' || (t + 1) || ': ' || any_value(metric_name) || ' on ' || any_value(benchmark_name)
            || CASE WHEN any_value(split) = '' THEN '' ELSE ', ' || any_value(split) || ' split' END || '.'
    FROM cell
    GROUP BY d, t
    UNION ALL
    SELECT d, 1000000 + t * 100 + 1, 'row', t, 0, 'Model | ' || any_value(metric_name)
    FROM cell
    GROUP BY d, t
    UNION ALL
    SELECT d, 1000000 + t * 100 + 1 + row_index, 'row', t, row_index, subject || ' | ' || printed
    FROM cell
)
SELECT *, (sum(length(words) + 1) OVER (PARTITION BY d ORDER BY place))::INTEGER - length(words)::INTEGER - 1 AS start
FROM written;

CREATE OR REPLACE TEMP TABLE document_rows AS
WITH texts AS (
    SELECT d, string_agg(words, chr(10) ORDER BY place) AS body
    FROM line
    GROUP BY d
),
dated AS (
    SELECT d, chance, 2015 + (chance % 142) // 12 AS year, 1 + (chance % 142) % 12 AS month
    FROM paper
)
SELECT
    left(md5(seed || ' paper ' || d), 16) AS document_id,
    'g' || lpad(d::VARCHAR, 9, '0') AS name,
    ['Small', 'Deep', 'Sparse', 'Shared', 'Early', 'Simple', 'Robust', 'Joint'][1 + ((chance >> 8) % 8)::INTEGER] || ' '
        || ['Layers', 'Memories', 'Lessons', 'Features', 'Prompts', 'Graphs', 'Mixtures'][1 + ((chance >> 12) % 7)::INTEGER]
        || ' for ' || coalesce(told.benchmark_name, 'Reading') || ' ' || d AS title,
    list_transform(
        range(1 + ((chance >> 16) % 3)::INTEGER),
        lambda i: ['Ada', 'Bo', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gil'][1 + ((chance >> (20 + i)) % 7)::INTEGER] || ' '
            || ['Alder', 'Birch', 'Cedar', 'Elm', 'Fir', 'Hazel'][1 + ((chance >> (30 + i)) % 6)::INTEGER]
    ) AS authors,
    year || '-' || lpad(month::VARCHAR, 2, '0') AS date,
    year::INTEGER AS year,
    ['', 'Meeting on Trees', 'Journal of Leaves'][1 + ((chance >> 40) % 3)::INTEGER] AS venue,
    'https://example.org/papers/' || d AS url,
    ['CC-BY-4.0', 'CC0-1.0', ''][1 + ((chance >> 44) % 3)::INTEGER] AS licence,
    'text/plain' AS media_type,
    'generated/' || lpad(d::VARCHAR, 9, '0') || '.txt' AS source,
    sha256(body) AS sha256,
    sha256(body) AS text_sha256,
    'generated' AS reader,
    '1' AS reader_version,
    body AS text,
    d
FROM dated
JOIN texts USING (d)
LEFT JOIN (SELECT d, benchmark_name FROM cell WHERE j = 0) AS told USING (d)
CROSS JOIN about;

CREATE OR REPLACE TEMP TABLE block_rows AS
WITH said AS (
    SELECT d, 0 AS nth, 'paragraph' AS kind, min(start) AS start, max(start + length(words)) AS stop, NULL AS t
    FROM line
    WHERE what = 'sentence'
    GROUP BY d
    UNION ALL
    SELECT d, 1 + 2 * t, 'caption', start, start + length(words), NULL
    FROM line
    WHERE what = 'caption'
    UNION ALL
    SELECT d, 2 + 2 * t, 'table', min(start), max(start + length(words)), t
    FROM line
    WHERE what = 'row'
    GROUP BY d, t
),
drawn AS (
    SELECT
        line.d,
        line.t,
        string_agg(
            '[' || line.row_index || ', 0, ' || to_json(first_cell) || ', ' || start || ', '
                || (start + length(first_cell)) || ', false, false], [' || line.row_index || ', 1, '
                || to_json(substring(words, length(first_cell) + 4)) || ', ' || (start + length(first_cell) + 3) || ', '
                || (start + length(words)) || ', ' || coalesce(is_best, false)::VARCHAR || ', false]',
            ', ' ORDER BY line.row_index
        ) AS cells
    FROM (SELECT *, split_part(words, ' | ', 1) AS first_cell FROM line WHERE what = 'row') AS line
    LEFT JOIN cell ON cell.d = line.d AND cell.t = line.t AND cell.row_index = line.row_index
    GROUP BY line.d, line.t
)
SELECT
    paper.document_id,
    nth::INTEGER AS block_index,
    kind,
    said.start::INTEGER AS start_offset,
    said.stop::INTEGER AS end_offset,
    said.t::INTEGER AS table_index,
    caption.words AS caption,
    CASE WHEN said.t IS NULL THEN NULL ELSE '' END AS heading,
    CASE WHEN said.t IS NULL THEN NULL ELSE 1 END::INTEGER AS header_rows,
    '[' || drawn.cells || ']' AS cells
FROM said
JOIN document_rows AS paper USING (d)
LEFT JOIN drawn ON drawn.d = said.d AND drawn.t = said.t
LEFT JOIN line AS caption ON caption.d = said.d AND caption.t = said.t AND caption.what = 'caption';

CREATE OR REPLACE TEMP TABLE found AS
SELECT
    line.d,
    left(md5(seed || ' statement ' || line.d || ' ' || j), 16) AS claim_id,
    ['delta', 'size', 'share', 'ratio', 'rank', 'score'][form + 1] AS kind,
    quote,
    start + length(before) AS start,
    CASE form WHEN 1 THEN whole::DOUBLE * 1000000 WHEN 4 THEN NULL ELSE decimal::DOUBLE END AS value,
    CASE form WHEN 1 THEN quote WHEN 4 THEN NULL ELSE decimal END AS printed,
    ['points', NULL, 'percent', 'times', NULL, 'percent'][form + 1] AS unit,
    CASE WHEN form <> 4 THEN 'exact' END AS bound,
    CASE WHEN form IN (0, 3) THEN 'up' END AS direction,
    CASE form WHEN 0 THEN 'absolute' END AS basis,
    [NULL, 'sentences', 'errors', NULL, NULL, 'agreement'][form + 1] AS metric,
    CASE WHEN form IN (0, 4) THEN [benchmark_name] ELSE [] END AS benchmarks,
    CASE WHEN form IN (0, 3, 4) THEN one END AS subject,
    CASE WHEN form IN (0, 3, 4) THEN [other] ELSE [] END AS baseline,
    CASE form WHEN 4 THEN 'outperforms' END AS relation,
    words AS sentence,
    start AS sentence_start,
    'generated.' || ['delta', 'size', 'share', 'ratio', 'rank', 'score'][form + 1] AS rule,
    NULL AS table_index,
    NULL AS row_index,
    NULL AS column_index,
    NULL AS cell,
    NULL AS cell_number,
    CASE form WHEN 5 THEN 'no_benchmark' END AS reason
FROM statement
JOIN line ON line.d = statement.d AND line.place = statement.j
CROSS JOIN about
UNION ALL
SELECT
    line.d,
    left(md5(cell.seed || ' cell ' || line.d || ' ' || j), 16),
    'score',
    printed,
    start + length(subject) + 3,
    tenths / scale,
    printed,
    NULL,
    'exact',
    NULL,
    NULL,
    metric_name,
    [benchmark_name],
    subject,
    [],
    NULL,
    words,
    start,
    'generated.cell',
    line.t,
    line.row_index,
    1,
    printed,
    j,
    CASE WHEN NOT is_placed THEN 'no_model' END
FROM cell
JOIN line ON line.d = cell.d AND line.t = cell.t AND line.row_index = cell.row_index AND line.what = 'row';

CREATE OR REPLACE TEMP TABLE claim_rows AS
SELECT
    claim_id,
    document_id,
    kind,
    quote,
    start::INTEGER AS start_offset,
    (start + length(quote))::INTEGER AS end_offset,
    value,
    NULL::DOUBLE AS low,
    NULL::DOUBLE AS high,
    printed,
    unit,
    bound,
    direction,
    basis,
    metric,
    benchmarks::VARCHAR[] AS benchmarks,
    subject,
    baseline::VARCHAR[] AS baseline,
    NULL::BIGINT AS over_count,
    false AS averaged,
    relation,
    NULL::VARCHAR AS uncertainty,
    sentence,
    sentence_start::INTEGER AS sentence_start,
    (sentence_start + length(sentence))::INTEGER AS sentence_end,
    rule,
    table_index::INTEGER AS table_index,
    row_index::INTEGER AS row_index,
    column_index::INTEGER AS column_index,
    cell,
    NULL::INTEGER AS page,
    NULL::DOUBLE AS box_left,
    NULL::DOUBLE AS box_top,
    NULL::DOUBLE AS box_right,
    NULL::DOUBLE AS box_bottom,
    substring(text, start + 1, length(quote)) = quote AS in_text
FROM found
JOIN document_rows USING (d);

CREATE OR REPLACE TEMP TABLE result_rows AS
SELECT
    left(md5(seed || ' result ' || cell.d || ' ' || j), 16) AS result_id,
    left(md5(seed || ' cell ' || cell.d || ' ' || j), 16) AS claim_id,
    document_id,
    board,
    task,
    benchmark,
    split,
    metric,
    model,
    model_key,
    tenths / scale AS value,
    printed,
    (2 * tenths - 1) / (2 * scale) AS least,
    (2 * tenths + 1) / (2 * scale) AS most,
    protocol,
    CASE (cell.chance >> 56) % 3 WHEN 0 THEN true WHEN 1 THEN false END AS first_party,
    is_best AS own_best,
    'model' AS role,
    '' AS paper_title,
    '' AS paper_url,
    '' AS paper_date,
    '' AS measured_by,
    '' AS licence
FROM cell
JOIN document_rows USING (d)
WHERE is_placed;

CREATE OR REPLACE TEMP TABLE unlinked_rows AS
SELECT claim_id, document_id, reason, coalesce(subject, '') AS detail
FROM found
JOIN document_rows USING (d)
WHERE reason IS NOT NULL;
