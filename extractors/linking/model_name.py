"""A system's name as printed, without what is printed around it: citations, footnote marks, "our", "(ours)"."""

from functools import lru_cache

import regex

__all__ = ["method_in_title", "model_name", "says_own"]

SECONDS = 0.5
CITATION = regex.compile(
    r"\s*[(\[][^()\[\]]*\b(?:19|20)\d\d[a-z]?[^()\[\]]*[)\]]|\s*\[[\d,\s–-]+\]|\s*\(\s*[\d,\s]+\)|\\cite\w*\{[^{}]*\}"
)
MARKS = regex.compile(r"[*†‡§¶∗♦♠♣⋆★•◦✓✗^]+|[⁰¹²³⁴⁵⁶⁷⁸⁹⁺]+(?=\s|$)")
OURS = regex.compile(
    r"\s*[(\[](?:ours|our\s(?:method|model|approach|system)|this\s(?:work|paper)|proposed)[)\]]", regex.IGNORECASE
)
LEADING = regex.compile(
    r"^(?:our|ours|the|a|an|proposed|(?:full|final|best|new|novel)(?=\s(?:model|method|system)))[\s:,-]+",
    regex.IGNORECASE,
)
TRAILING = regex.compile(r"[\s,:-]+(?:ours|our\s(?:method|model|approach))$", regex.IGNORECASE)
# What a paper calls its own system without naming it.
UNNAMED_OWN = regex.compile(
    r"(?:we|us|ours?|(?:(?:our|the|this)\s)?(?:proposed|new|novel|full|final|best|main|single|own)?\s?"
    r"(?:models?|methods?|systems?|approach(?:es)?|algorithms?|frameworks?|architectures?|networks?|techniques?|solutions?|pipelines?|"
    r"work|paper|submission|results?)(?:\s\(full\))?|proposed|this\s(?:work|paper))",
    regex.IGNORECASE,
)
OWN = regex.compile(r"\b(?:we|ours?|proposed|this\s(?:work|paper|study))\b", regex.IGNORECASE)
TITLE_NAME = regex.compile(r"^\s*([^:–—?]{2,40}?)\s*(?::|\s[–—-]\s)")


@lru_cache(maxsize=4096)
def model_name(words: str) -> str:
    """ "Our FooNet (Doe et al., 2021)†" → "FooNet"; "" for "our model", which names none."""
    name = MARKS.sub("", CITATION.sub("", OURS.sub("", words))).strip(" \t\n:;,")
    if not name:  # "Doe et al. (2021)" loses its year alone; "[12]" is no name
        name = words.strip()
    if UNNAMED_OWN.fullmatch(name, timeout=SECONDS):
        return ""
    while (shorter := TRAILING.sub("", LEADING.sub("", name)).strip()) != name and shorter:
        name = shorter
    return "" if UNNAMED_OWN.fullmatch(name, timeout=SECONDS) else " ".join(name.split())


@lru_cache(maxsize=4096)
def says_own(words: str) -> bool:
    return OWN.search(words) is not None


@lru_cache(maxsize=1024)
def method_in_title(title: str) -> str:
    """ "FooNet: Reading Tables" → "FooNet"; "" where it opens with no name ("Towards better tables: a study")."""
    match = TITLE_NAME.match(title, timeout=SECONDS)
    if match is None:
        return ""
    name = match[1].strip()
    named = any(char.isupper() for word in name.split() for char in word[1:]) or any(char.isdigit() for char in name)
    return name if len(name.split()) <= 3 and (named or len(name.split()) == 1) else ""
