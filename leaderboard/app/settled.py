"""What stays as long as the server does is set aside from the garbage collector.

Streamlit has it look through all objects after every rerun: 80 of the 107 ms of CPU that a board's rerun took went
there, for what never becomes garbage: modules, classes, functions.
"""

import atexit
import gc
from functools import cache

__all__ = ["settle"]


@cache
def settle() -> None:
    """Once, after the first page has been shown: by then all is imported."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # DuckDB and others count at the end what is left
