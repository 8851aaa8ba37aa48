"""Files of boards that others keep: each value in them is a `Reported` row of one document (docs/import-export.md)."""

from extractors.readers.boards.every_eval_ever import looks_like_every_eval_ever, read_every_eval_ever
from extractors.readers.boards.harness import looks_like_harness, read_harness
from extractors.readers.boards.long_table import looks_like_long_table, read_long_table
from extractors.readers.boards.model_card import looks_like_model_card, read_model_card
from extractors.readers.boards.name_lists import looks_like_name_list, read_name_list
from extractors.readers.boards.nlp_progress import looks_like_nlp_progress, read_nlp_progress
from extractors.readers.boards.papers_with_code import looks_like_papers_with_code, read_papers_with_code
from extractors.readers.boards.reported_yaml import looks_like_reported_yaml, read_reported_yaml

__all__ = [
    "looks_like_every_eval_ever",
    "looks_like_harness",
    "looks_like_long_table",
    "looks_like_model_card",
    "looks_like_name_list",
    "looks_like_nlp_progress",
    "looks_like_papers_with_code",
    "looks_like_reported_yaml",
    "read_every_eval_ever",
    "read_harness",
    "read_long_table",
    "read_model_card",
    "read_name_list",
    "read_nlp_progress",
    "read_papers_with_code",
    "read_reported_yaml",
]
