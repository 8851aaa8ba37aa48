from extractors.readers.plain_text import read_plain_text

__all__ = ["looks_like_markdown", "read_markdown"]

read_markdown = read_plain_text


def looks_like_markdown(start: str) -> bool:
    return False
