"""Names of the catalogue, found in text."""

from typing import Any

__all__ = ["Names"]


class Names:
    def __init__(self, catalog: Any) -> None:
        self.catalog = catalog
