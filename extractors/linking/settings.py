"""Under which conditions a score was measured: the split, and the protocol as key → value.

Two scores of one model on one benchmark may differ because one is 5-shot and the other an ensemble; they must
not meet on one board. What papers leave unsaid because it is usual (a single model, a single crop) gets no key,
so that saying it and leaving it unsaid are the same board.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from registry.catalog import Benchmark

__all__ = ["PROTOCOL", "ProtocolWord", "protocol_in", "settings_near", "split_in", "split_of_board", "without_settings"]

SECONDS = 0.5  # a bound on every search over foreign text; none has been seen to come near it


@dataclass(frozen=True, slots=True)
class ProtocolWord:
    """How one condition is printed. `value` may use the groups of `pattern`; a value of "" is the usual condition."""

    key: str
    pattern: str
    value: str


PROTOCOL: tuple[ProtocolWord, ...] = (
    ProtocolWord("shots", r"\b(\d+|zero|one|two|three|four|five|eight|ten|few|many)[\s-]?shots?\b", r"\1"),
    ProtocolWord("pass", r"\bpass\s?@\s?(\d+)", r"\1"),
    ProtocolWord("votes", r"\b(?:maj(?:ority)?(?:\svot(?:e|ing))?|cons(?:ensus)?)\s?@\s?(\d+)", r"\1"),
    ProtocolWord("best-of", r"\bbest[\s-]of[\s-](\d+)\b", r"\1"),
    ProtocolWord("models", r"\bensembl(?:e|es|ed|ing)\b|\bens\.", "ensemble"),
    ProtocolWord("models", r"\bsingle[\s-]model\b", ""),
    ProtocolWord("extra-data", r"\b(?:extra|additional|external)\s(?:training\s)?data\b", "yes"),
    ProtocolWord("prompt", r"\bchain[\s-]of[\s-]thoughts?\b|\bCoT\b", "chain-of-thought"),
    ProtocolWord("tools", r"\b(?:no|without|w/o)\stools?\b", ""),
    ProtocolWord("tools", r"\b(?:with|w/|\+)\s?tools?\b|\bcode\sinterpreter\b", "yes"),
    ProtocolWord("scales", r"\bmulti[\s-]?scale\b", "multi"),
    ProtocolWord("scales", r"\bsingle[\s-]?scale\b", ""),
    ProtocolWord("supervision", r"\bweakly[\s-]supervised\b", "weak"),
    ProtocolWord("supervision", r"\bsemi[\s-]supervised\b", "semi"),
    ProtocolWord("supervision", r"\bself[\s-]supervised\b", "self"),
    ProtocolWord("supervision", r"\bunsupervised\b", "none"),
    ProtocolWord("probe", r"\blinear\s(?:prob(?:e|ing)|evaluation)\b", "linear"),
)
COMPILED = tuple((word, regex.compile(word.pattern, regex.IGNORECASE)) for word in PROTOCOL)
# One search that tells whether any of them can be there, since in most sentences none is.
ANY_PROTOCOL = regex.compile("|".join(f"(?:{word.pattern})" for word in PROTOCOL), regex.IGNORECASE)
NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "eight": "8", "ten": "10",
}  # fmt: skip

PART = r"(?P<part>test(?:ing)?|dev(?:el(?:opment)?)?|val(?:id(?:ation)?)?|train(?:ing)?)"
SUBSET = r"(?:[\s_-](?P<subset>clean|other|std|standard|dev|challenge|[ab]|20\d\d))?"
# In a heading the word alone will do; in a sentence "test" is a verb and "training" a method.
SPLIT_LABEL = regex.compile(
    rf"(?<![\w-]){PART}{SUBSET}(?:[\s-](?:set|split|partition|fold))?(?![\w-])", regex.IGNORECASE
)
MEASURED = r"accurac(?:y|ies)|error|F-?1|F[\s-]?scores?|BLEU|mIoU|mAP|WER|perplexity|AUC|EM|scores?|loss|top-1"
SPLIT_PROSE = regex.compile(
    rf"(?<![\w-]){PART}(?:[_-](?P<subset>clean|other|std|dev|challenge|[ab]))"
    rf"|(?<![\w-]){PART}[\s-](?:(?:(?P<subset>clean|other|std|dev)\s)?(?:data\s?)?(?:sets?|splits?|partitions?|folds?)|data)\b"
    rf"|(?<![\w-]){PART}\s(?={MEASURED}\b)",
    regex.IGNORECASE,
)
ANY_SPLIT = regex.compile(r"\b(?:test|dev|val|train)", regex.IGNORECASE)
SPLITS = {"t": "test", "d": "validation", "v": "validation"}
SAME_SPLIT = {
    "validation": ("validation", "dev", "val", "valid", "development"),
    "test": ("test",),
    "train": ("train",),
}


def split_in(label: str) -> str:
    """The split a heading names ("Test-clean" → "test-clean", "Dev Acc" → "validation"), "" where it names none."""
    if not ANY_SPLIT.search(label):
        return ""
    found = {split_name(match) for match in SPLIT_LABEL.finditer(label, timeout=SECONDS)}
    return found.pop() if len(found) == 1 else ""


def protocol_in(label: str) -> dict[str, str]:
    """The conditions a heading, a row name or a caption names: {"shots": "5"}."""
    return {key: value for key, value, _ in conditions(label)}


def without_settings(label: str) -> str:
    """The label with the words of split and protocol taken out."""
    if ANY_SPLIT.search(label):
        label = SPLIT_LABEL.sub(" ", label, timeout=SECONDS)
    if ANY_PROTOCOL.search(label, timeout=SECONDS):
        for _, pattern in COMPILED:
            label = pattern.sub(" ", label, timeout=SECONDS)
    return label


def settings_near(sentence: str, place: int) -> tuple[str, dict[str, str]]:
    """Split and protocol as the sentence states them nearest to the number at `place`."""
    split, protocol = "", {}
    if ANY_SPLIT.search(sentence):
        found = [
            (abs(match.start() - place), split_name(match)) for match in SPLIT_PROSE.finditer(sentence, timeout=SECONDS)
        ]
        split = min(found)[1] if found else ""
    nearest: dict[str, int] = {}
    for key, value, start in conditions(sentence):
        distance = abs(start - place)
        if distance < nearest.get(key, len(sentence) + 1):
            nearest[key], protocol[key] = distance, value
    return split, protocol


def split_of_board(split: str, benchmark: Benchmark) -> str:
    """The split under the name the benchmark gives it: "validation" is "dev" where the catalogue lists a "dev"."""
    part, _, subset = split.partition("-")
    ending = f"-{subset}" if subset else ""
    known = (f"{name}{ending}" for name in SAME_SPLIT.get(part, ()))
    return next((name for name in known if name in benchmark.splits), split)


def split_name(match: "regex.Match[str]") -> str:
    part, subset = match["part"].lower(), (match["subset"] or "").lower()
    name = "train" if part.startswith("tr") else SPLITS[part[0]]
    return f"{name}-{subset}" if subset else name


def conditions(text: str) -> Iterator[tuple[str, str, int]]:
    if not ANY_PROTOCOL.search(text, timeout=SECONDS):
        return
    for word, pattern in COMPILED:
        if not word.value:
            continue
        for match in pattern.finditer(text, timeout=SECONDS):
            value = match.expand(word.value).lower()
            yield word.key, NUMBERS.get(value, value), match.start()


def same_protocol(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return dict(one) == dict(other)
