"""Results that stand in tables: `layout` says what a table's lines mean, `cells` makes the claims."""

from extractors.linking.context import CellContext
from extractors.tables.cells import table_claims

__all__ = ["CellContext", "table_claims"]
