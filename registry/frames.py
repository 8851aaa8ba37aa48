"""Columns of Python values as frames; lists come by way of Arrow, which builds them fifty times faster than polars."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
import pyarrow as pa

__all__ = ["frame_of", "frame_of_rows"]

SURROGATE = re.compile("[\ud800-\udfff]")


def frame_of(types: Mapping[str, pl.DataType], columns: Mapping[str, Sequence[Any]]) -> pl.DataFrame:
    """A frame of exactly `types`, its values column by column; both name the same columns in the same order."""
    if list(types) != list(columns):
        raise TypeError(f"columns {list(columns)} for types {list(types)}")
    return pl.DataFrame([series(name, columns[name], dtype) for name, dtype in types.items()])


def frame_of_rows(types: Mapping[str, pl.DataType], rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """The same from values row by row, for the few rows that come so."""
    values = list(zip(*rows, strict=True)) or [()] * len(types)
    return frame_of(types, dict(zip(types, values, strict=True)))


def series(name: str, values: Sequence[Any], dtype: Any) -> pl.Series:
    try:
        return made(name, values, dtype)
    except UnicodeEncodeError:
        return made(name, [encodable(value) for value in values], dtype)


def made(name: str, values: Sequence[Any], dtype: Any) -> pl.Series:
    if isinstance(dtype, pl.List):
        return pl.Series(name, pa.array(values, TEXTS))
    return pl.Series(name, values, dtype)


def encodable(value: Any) -> Any:
    """Lone surrogates, which no file can hold, replaced one for one by U+FFFD."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    return [encodable(one) for one in value] if isinstance(value, tuple) else value


TEXTS = pa.large_list(pa.string_view())
