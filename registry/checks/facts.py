"""What the checks ask: temporary tables over a snapshot, made once for all of them.

    score      one row a result: where it stands, what it says, as printed in the metric's scale
    statement  one row a claim that compares, ranks or bounds: its names as the catalogue and the boards know them
    amount     one row a number with a subject and a metric, placed on a board or not
    passage    one row a document with parts: its text, and where in it abstract, paragraphs and captions stand; `chief`
               are those that say what the document found
    denied     one row a number or rank that its sentence denies ("does not reach 74.5%"): none of the others has it
    grid       one row a table that prints numbers, with its cells as the registry has them and the claims of them: a
               claim's `metric` is the board's, or as printed; `own` where it is the paper's own method

A test fills the same tables with rows of its own: the columns are those below.
"""

from typing import TYPE_CHECKING

from registry.catalog import Catalog, fold
from registry.checks.negation import denied

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb
    import polars as pl

__all__ = [
    "AMOUNT_COLUMNS",
    "DENIED_COLUMNS",
    "GRID_COLUMNS",
    "PASSAGE_COLUMNS",
    "SCORE_COLUMNS",
    "STATEMENT_COLUMNS",
    "prepare",
]

SCORE_COLUMNS = """
    claim_id VARCHAR, document_id VARCHAR, board VARCHAR, benchmark VARCHAR, split VARCHAR, metric VARCHAR,
    protocol VARCHAR, model VARCHAR, model_key VARCHAR, value DOUBLE, printed VARCHAR, least DOUBLE, most DOUBLE,
    first_party BOOLEAN, own_best BOOLEAN, role VARCHAR, date VARCHAR,
    table_index INTEGER, row_index INTEGER, column_index INTEGER, bold BOOLEAN,
    sentence_start INTEGER, raw DOUBLE, unit VARCHAR, bound VARCHAR, averaged BOOLEAN, over_count BIGINT,
    uncertainty VARCHAR, metric_name VARCHAR, sign INTEGER, lower DOUBLE, upper DOUBLE, metric_known BOOLEAN
"""
STATEMENT_COLUMNS = """
    claim_id VARCHAR, document_id VARCHAR, kind VARCHAR, quote VARCHAR, printed VARCHAR, low VARCHAR, high VARCHAR,
    unit VARCHAR, bound VARCHAR, direction VARCHAR, basis VARCHAR, relation VARCHAR, metric VARCHAR,
    benchmarks VARCHAR[], model VARCHAR, model_key VARCHAR, baselines VARCHAR[], over_count BIGINT, averaged BOOLEAN,
    date VARCHAR, sentence VARCHAR, sentence_start INTEGER, metric_named BOOLEAN, metric_key VARCHAR,
    benchmarks_named INTEGER, split VARCHAR
"""
AMOUNT_COLUMNS = """
    claim_id VARCHAR, document_id VARCHAR, model_key VARCHAR, metric_key VARCHAR, benchmark_keys VARCHAR[],
    printed VARCHAR, unit VARCHAR, bound VARCHAR, averaged BOOLEAN, quote VARCHAR, table_index INTEGER, kind VARCHAR,
    chief BOOLEAN, start_offset INTEGER, end_offset INTEGER
"""
PASSAGE_COLUMNS = """
    document_id VARCHAR, text VARCHAR, stretches STRUCT(start INTEGER, stop INTEGER, chief BOOLEAN)[]
"""
GRID_COLUMNS = """
    document_id VARCHAR, table_index INTEGER, header_rows INTEGER, caption VARCHAR, cells VARCHAR,
    claims STRUCT(
        row_index INTEGER, column_index INTEGER, claim_id VARCHAR, metric VARCHAR, subject VARCHAR, own BOOLEAN
    )[]
"""

DENIED_COLUMNS = "claim_id VARCHAR, document_id VARCHAR, kind VARCHAR, quote VARCHAR, denial VARCHAR"
SCORES = """
    CREATE OR REPLACE TEMP TABLE score AS
    WITH bold AS (
        SELECT document_id, table_index, (cell->>0)::INTEGER AS row_index, (cell->>1)::INTEGER AS column_index
        FROM (
            SELECT document_id, table_index, unnest(from_json(cells, '["JSON"]')) AS cell
            FROM store.block
            WHERE cells IS NOT NULL AND contains(cells, 'true')
        )
        WHERE (cell->>5)::BOOLEAN
    )
    SELECT
        result.claim_id, result.document_id, result.board, result.benchmark, result.split, result.metric,
        result.protocol, result.model, result.model_key, result.value, result.printed, result.least, result.most,
        result.first_party, result.own_best, result.role, document.date,
        claim.table_index, claim.row_index, claim.column_index, bold.document_id IS NOT NULL AS bold,
        claim.sentence_start, claim.value AS raw, claim.unit, claim.bound, claim.averaged, claim.over_count,
        claim.uncertainty, coalesce(metric.name, result.metric) AS metric_name,
        CASE metric.direction WHEN 'higher' THEN 1 WHEN 'lower' THEN -1 END AS sign,
        metric.lower, metric.upper, metric.id IS NOT NULL AS metric_known
    FROM result_as_curated AS result
    JOIN store.document USING (document_id)
    JOIN claim_as_curated AS claim USING (claim_id, document_id)
    LEFT JOIN store.metric ON metric.id = result.metric
    LEFT JOIN bold USING (document_id, table_index, row_index, column_index)
    WHERE document.is_current AND result.status <> 'rejected' AND claim_id NOT IN (SELECT claim_id FROM denied)
"""
# A range has two ends and no number of its own; "5.3 million" is a number and the scale it is told in.
PLAIN = "^[+-]?\\d+([.]\\d+)?$"
STATED = f"""
    SELECT
        claim_id, document_id, kind, quote, CASE WHEN regexp_matches(printed, '{PLAIN}') THEN printed END AS printed,
        low::VARCHAR AS low, high::VARCHAR AS high, unit, bound, direction,
        basis, relation, metric, benchmarks, subject, baseline, over_count, averaged, date, sentence, start_offset
    FROM claims
    WHERE table_index IS NULL AND status <> 'rejected' AND claim_id NOT IN (SELECT claim_id FROM denied)
        AND (kind IN ('delta', 'ratio', 'rank') OR (
        kind = 'score' AND (averaged OR over_count > 1 OR bound <> 'exact' OR low IS NOT NULL)
    )) AND (printed IS NULL OR low IS NOT NULL OR regexp_matches(printed, '{PLAIN}'))
"""
GRIDS = """
    CREATE OR REPLACE TEMP TABLE grid AS
    SELECT block.document_id, block.table_index, block.header_rows, block.caption, block.cells, read.claims
    FROM store.block
    JOIN store.document USING (document_id)
    JOIN (
        SELECT
            document_id, table_index,
            list({
                'row_index': row_index, 'column_index': column_index, 'claim_id': claim_id,
                'metric': coalesce(result.metric, claim.metric), 'subject': claim.subject,
                'own': coalesce(result.first_party, false)
            } ORDER BY row_index, column_index, claim_id) AS claims
        FROM claim_as_curated AS claim
        LEFT JOIN result_as_curated AS result USING (claim_id, document_id)
        WHERE table_index IS NOT NULL AND claim.status <> 'rejected'
            AND result.status IS DISTINCT FROM 'rejected'
        GROUP BY document_id, table_index
    ) AS read USING (document_id, table_index)
    WHERE document.is_current AND block.cells IS NOT NULL
    ORDER BY block.document_id
"""


def prepare(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> None:
    """Make the tables on a connection of `registry.snapshots.connect`."""
    fill(con, "denied", DENIED_COLUMNS, denied(con))
    con.execute(SCORES)
    for made in (GRIDS, STRETCHES, STRETCHES_OF, PASSAGES):
        con.execute(made)
    fill(con, "statement", STATEMENT_COLUMNS, placed_statements(con.sql(STATED).pl(), catalog))
    fill(con, "amount", AMOUNT_COLUMNS, amounts(con.sql(AMOUNTS).pl()))


def fill(con: "duckdb.DuckDBPyConnection", table: str, columns: str, rows: "pl.DataFrame") -> None:
    """A temporary table of these rows; a column that they do not have is NULL throughout."""
    import polars as pl

    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")
    if not rows.is_empty():
        con.register("filling", rows.to_arrow(compat_level=pl.CompatLevel.newest()))
        con.execute(f"INSERT INTO {table} BY NAME FROM filling")
        con.unregister("filling")


# A document says what it found in its abstract, and under a heading such as "Conclusion".
STRETCHES = """
    CREATE OR REPLACE TEMP TABLE stretch AS
    WITH heading AS (
        SELECT
            block.document_id, block.start_offset AS start,
            block.kind = 'abstract' OR regexp_matches(
                lower(substring(document.text, block.start_offset + 1, block.end_offset - block.start_offset)),
                'conclu|^\\W*[\\divx.]*\\s*summary'
            ) AS chief
        FROM store.block
        JOIN store.document USING (document_id)
        WHERE block.kind IN ('heading', 'abstract') AND document.is_current
    )
    SELECT
        block.document_id, block.start_offset AS start, block.end_offset AS stop,
        block.kind <> 'caption' AND coalesce(heading.chief, false) AS chief
    FROM store.block
    ASOF LEFT JOIN heading ON block.document_id = heading.document_id AND block.start_offset >= heading.start
    WHERE block.kind IN ('abstract', 'paragraph', 'caption')
"""
AMOUNTS = f"""
    SELECT
        claims.claim_id, claims.document_id, claims.subject, claims.metric, claims.benchmarks,
        split_part(claims.printed, ' ', 1) AS printed,
        coalesce(claims.unit, nullif(lower(split_part(claims.printed, ' ', 2)), '')) AS unit,
        claims.bound, claims.averaged OR coalesce(claims.over_count, 1) > 1 AS averaged, claims.quote,
        claims.table_index, claims.kind, claims.start_offset, claims.end_offset,
        coalesce(stretch.chief, false) AS chief
    FROM claims
    ASOF LEFT JOIN stretch ON claims.document_id = stretch.document_id AND claims.start_offset >= stretch.start
    WHERE claims.kind IN ('score', 'size', 'delta', 'ratio', 'share') AND claims.status <> 'rejected'
        AND claims.table_index IS NULL AND claims.claim_id NOT IN (SELECT claim_id FROM denied)
        AND regexp_matches(split_part(claims.printed, ' ', 1), '{PLAIN}')
    ORDER BY claims.document_id  -- of which some are asked for at a time
"""
STRETCHES_OF = """
    CREATE OR REPLACE TEMP TABLE stretches_of AS
    SELECT document_id, list({'start': start, 'stop': stop, 'chief': chief} ORDER BY start) AS stretches
    FROM stretch
    GROUP BY document_id
    ORDER BY document_id
"""
# A view: the texts of a registry are not kept once more.
PASSAGES = """
    CREATE OR REPLACE TEMP VIEW passage AS
    SELECT document_id, document.text, told.stretches
    FROM stretches_of AS told
    JOIN store.document USING (document_id)
    WHERE document.is_current
"""


def amounts(rows: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    folded = Named(fold, rows["subject"], rows["metric"], rows["benchmarks"])
    return rows.with_columns(
        model_key=folded.of(pl.col("subject")).fill_null(""),
        metric_key=folded.of(pl.col("metric")),
        benchmark_keys=pl.col("benchmarks").list.eval(folded.of(pl.element())),
    ).drop("subject", "metric", "benchmarks")


def placed_statements(rows: "pl.DataFrame", catalog: Catalog) -> "pl.DataFrame":
    """Claims that compare, names looked up; a benchmark or metric that the catalogue does not know is left out."""
    import polars as pl

    def benchmark_id(name: str) -> str | None:
        return benchmark_and_split(name, catalog)[0]

    def split_of(name: str) -> str | None:
        return benchmark_and_split(name, catalog)[1]

    def metric_id(name: str) -> str | None:
        known = catalog.metric(name) if name else None
        return known.id if known else None

    folded = Named(fold, rows["subject"], rows["metric"], rows["baseline"])
    benchmarks, metrics = Named(benchmark_id, rows["benchmarks"]), Named(metric_id, rows["metric"])
    splits = Named(split_of, rows["benchmarks"])
    return rows.select(
        *KEPT,
        metric=metrics.of(pl.col("metric")),
        metric_named=pl.col("metric").is_not_null(),
        metric_key=folded.of(pl.col("metric")).fill_null(""),
        benchmarks=pl.col("benchmarks").list.eval(benchmarks.of(pl.element()).drop_nulls()),
        benchmarks_named=pl.col("benchmarks").list.len(),
        split=pl.when(pl.col("benchmarks").list.len() == 1).then(splits.of(pl.col("benchmarks").list.first())),
        model=pl.col("subject"),
        model_key=folded.of(pl.col("subject")).fill_null(""),
        baselines=pl.col("baseline").list.eval(folded.of(pl.element())),
        sentence_start=pl.col("start_offset"),
    )


SPLITS = {"dev": "validation", "val": "validation", "validation": "validation", "test": "test"}


def benchmark_and_split(name: str, catalog: Catalog) -> tuple[str | None, str | None]:
    """ "LibriSpeech test-other" names a benchmark and one of its splits; of a plain name the latter is None."""
    known = catalog.benchmark(name)
    if known is not None:
        return known.id, None
    stem, _, last = name.rpartition(" ")
    known, split = catalog.benchmark(stem), last.lower()
    if known is None or not (split in known.splits or split in SPLITS):
        return None, None
    return known.id, SPLITS.get(split, split)


class Named:
    """What each name of some columns (of names, or of lists of names) stands for, looked up once a name: a registry
    has a hundred rows a name."""

    def __init__(self, look_up: "Callable[[str], str | None]", *columns: "pl.Series") -> None:
        import polars as pl

        texts = [column.explode() if column.dtype == pl.List else column for column in columns]
        names = (
            pl.concat([text.cast(pl.String).rename("name") for text in texts]).drop_nulls().unique(maintain_order=True)
        )
        self.names = names
        self.told = pl.Series([look_up(name) for name in names], dtype=pl.String)

    def of(self, names: "pl.Expr") -> "pl.Expr":
        """None for what no column named."""
        import polars as pl

        return names.replace_strict(self.names, self.told, default=None, return_dtype=pl.String)


KEPT = (
    "claim_id", "document_id", "kind", "quote", "printed", "low", "high", "unit", "bound", "direction", "basis",
    "relation", "over_count", "averaged", "date", "sentence",
)  # fmt: skip
