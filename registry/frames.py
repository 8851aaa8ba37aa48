"""Columns of Python values as frames, carried by Arrow, which builds lists fifty times faster than polars."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl
import pyarrow as pa

__all__ = ["frame_of", "frame_of_rows"]

SURROGATE = re.compile("[\ud800-\udfff]")


def frame_of(types: Mapping[str, pl.DataType], columns: Mapping[str, Sequence[Any]]) -> pl.DataFrame:
    """A frame of exactly `types`, its values column by column; both name the same columns in the same order."""
    if list(types) != list(columns):
        raise TypeError(f"columns {list(columns)} for types {list(types)}")
    arrays = [array(values, arrow_type(types[name])) for name, values in columns.items()]
    frame = pl.from_arrow(pa.table(arrays, names=list(types)))
    assert isinstance(frame, pl.DataFrame)
    return frame


def frame_of_rows(types: Mapping[str, pl.DataType], rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """The same from values row by row, for the few rows that come so."""
    values = list(zip(*rows, strict=True)) or [()] * len(types)
    return frame_of(types, dict(zip(types, values, strict=True)))


def array(values: Sequence[Any], dtype: Any) -> Any:
    try:
        return pa.array(values, dtype)
    except UnicodeEncodeError:
        return pa.array([encodable(value) for value in values], dtype)


def encodable(value: Any) -> Any:
    """Lone surrogates, which no file can hold, replaced one for one by U+FFFD."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    return [encodable(one) for one in value] if isinstance(value, tuple) else value


ARROW: dict[Any, Callable[[], Any]] = {
    pl.String(): pa.string_view,
    pl.Float64(): pa.float64,
    pl.Int64(): pa.int64,
    pl.Int32(): pa.int32,
    pl.Boolean(): pa.bool_,
    pl.Datetime("us"): lambda: pa.timestamp("us"),
}


def arrow_type(dtype: Any) -> Any:
    return ARROW[dtype]() if dtype in ARROW else pa.large_list(pa.string_view())
