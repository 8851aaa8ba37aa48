"""Parquet: one row a result with the types of the registry, the snapshot's generation in the file's metadata."""

from collections.abc import Iterator
from io import BytesIO

from leaderboard.exports.selection import Selection

__all__ = ["as_parquet"]


def as_parquet(selection: Selection) -> Iterator[bytes]:
    """The whole file in one piece: a Parquet file is finished by its end."""
    file = BytesIO()
    told = {"claimboard.snapshot": str(selection.generation), "claimboard.selection": selection.what}
    selection.results.write_parquet(file, metadata=told)
    yield file.getvalue()
