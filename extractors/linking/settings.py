"""Under which conditions a score was measured: the split, and the protocol as key → value.

Two scores of one model on one benchmark may differ because one is 5-shot and the other an ensemble; they must
not meet on one board. What papers leave unsaid because it is usual (a single model, a single crop) gets no key,
so that saying it and leaving it unsaid are the same board.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from registry.catalog import Benchmark

__all__ = [
    "COUNTED",
    "NUMBERS",
    "PROTOCOL",
    "REPEATS",
    "ProtocolWord",
    "conditions",
    "protocol_in",
    "settings_near",
    "split_in",
    "split_of_board",
    "without_settings",
]

SECONDS = 0.5  # a bound on every search over foreign text; none has been seen to come near it


@dataclass(frozen=True, slots=True)
class ProtocolWord:
    """How one condition is printed. `value` may use the groups of `pattern`; a value of "" is the usual condition.
    `gate` is in every text that matches, in small letters: most sentences have none, and so cost next to nothing."""

    key: str
    gate: str
    pattern: str
    value: str


NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10",
}  # fmt: skip
# What may stand before it; a "masked" or "large" one is a system, and no help in decoding.
SOME = (
    r"(?:(?:an?|the|any|using|external|n-gram|\d-gram|word|character|neural|LSTM|Transformer|additional|extra)\s){0,4}"
)
LANGUAGE_MODEL = r"language\smodels?\b(?!\s[a-z]+ing)"
COUNTED = rf"(\d+|{'|'.join(NUMBERS)})"
REPEATS = r"(?:runs?|seeds?|trials?|repetitions?|repeats?|folds?|restarts?|initiali[sz]ations?)\b"
SIDE = r"([1-9]\d{2,3}|32|48|64|84|96)"  # of an image, in pixels
FOLD = r"\s?([2-9]|16)\s?"  # how much larger an image is made
USUAL_SIDE = r"(1[26]8|19[26]|224|2[458]6|28[08]|299|320|3[38][46]|448|475|480|51[28]|560|600|640|768|800|1024|1280)"
PROTOCOL: tuple[ProtocolWord, ...] = (
    ProtocolWord("shots", "shot", r"\b(\d+|zero|one|two|three|four|five|eight|ten|few|many)[\s-]?shots?\b", r"\1"),
    ProtocolWord("pass", "pass", r"\bpass\s?@\s?(\d+)", r"\1"),
    ProtocolWord("votes", "@", r"\b(?:maj(?:ority)?(?:\svot(?:e|ing))?|cons(?:ensus)?)\s?@\s?(\d+)", r"\1"),
    ProtocolWord("best-of", "best", r"\bbest-of-(\d+)\b", r"\1"),
    ProtocolWord(
        "best-of-runs", "best", rf"\bbest\s(?:results?\s)?(?:of|over|among)\s{COUNTED}\s(?:\w+\s)?{REPEATS}", r"\1"
    ),
    ProtocolWord("models", "ens", r"\bensembl(?:e|es|ed|ing)\b|\bens\.", "ensemble"),
    ProtocolWord("models", "single", r"\bsingle[\s-]models?\b|[(\[]\s*single\s*[)\]]", ""),
    ProtocolWord("extra-data", "data", r"\b(?:extra|additional|external)\s(?:training\s)?data\b", "yes"),
    ProtocolWord("prompt", "thought", r"\bchain[\s-]of[\s-]thoughts?\b", "chain-of-thought"),
    ProtocolWord("prompt", "cot", r"\bCoT\b", "chain-of-thought"),
    ProtocolWord("tools", "tool", r"\b(?:no|without|w/o)\stools?\b", ""),
    ProtocolWord("tools", "tool", r"\b(?:with|w/|\+)\s?tools?\b", "yes"),
    ProtocolWord("tools", "interpreter", r"\bcode\sinterpreter\b", "yes"),
    ProtocolWord("language-model", "language model", rf"\b(?:without|no|w/o)\s{SOME}{LANGUAGE_MODEL}", "none"),
    ProtocolWord(
        "language-model",
        "language model",
        rf"\bwithout(?=\s(?:and|or)\s[^,;]{{0,20}}\bwith\s{SOME}{LANGUAGE_MODEL})",
        "none",
    ),
    ProtocolWord("language-model", "language model", rf"\bwith\s{SOME}{LANGUAGE_MODEL}", "yes"),
    ProtocolWord("language-model", "language model", rf"(?<={LANGUAGE_MODEL}.{{0,80}})\bwith\sone\b", "yes"),
    ProtocolWord(
        "language-model",
        "language model",
        rf"\bwith(?=\s(?:and|or)\s[^,;]{{0,20}}\bwithout\s{SOME}{LANGUAGE_MODEL})",
        "yes",
    ),
    ProtocolWord("resolution", "x", rf"\b{SIDE}\s?(?:x|\$?\\times\$?)\s?\1\b", r"\1"),
    ProtocolWord("resolution", "×", rf"\b{SIDE}\s?×\s?\1\b", r"\1"),
    ProtocolWord("resolution", "resolution", rf"\bresolutions?\s?(?:of|is|=|:)?\s?{SIDE}\b(?!\s?[x×])", r"\1"),
    ProtocolWord("resolution", "px", rf"\b{SIDE}\s?px\b", r"\1"),
    ProtocolWord("resolution", "↑", rf"↑\s?{SIDE}\b", r"\1"),
    ProtocolWord("resolution", "@", rf"(?<=[A-Za-z/-]\w*)\s?@\s?{USUAL_SIDE}\b", r"\1"),
    ProtocolWord(
        "scale",
        "scal",
        rf"(?:×|\bx){FOLD}\sup-?scaling|\b{FOLD}(?:×|x)?\sup-?scaling|\b(?:up-?)?scal(?:e|ing)\sfactors?\s(?:of\s|is\s|=\s?)?(?:×|x)?{FOLD}\b"
        rf"|\bup-?scal(?:ing|ed)\s(?:of|by|with)\s(?:a\sfactor\sof\s)?(?:×|x)?{FOLD}\b",
        r"\1\2\3\4",
    ),
    ProtocolWord(
        "scale",
        "super",
        rf"(?:×|\bx){FOLD}\s(?:image\s|video\s|face\s)?super-?resolution|\b{FOLD}(?:×|x)\s(?:image\s|video\s|face\s)?super-?resolution",
        r"\1\2",
    ),
    ProtocolWord("scales", "scale", r"\bmulti[\s-]?scale\b", "multi"),
    ProtocolWord("scales", "scale", r"\bsingle[\s-]?scale\b", ""),
    ProtocolWord("supervision", "supervised", r"\bweakly[\s-]supervised\b", "weak"),
    ProtocolWord("supervision", "supervised", r"\bsemi[\s-]supervised\b", "semi"),
    ProtocolWord("supervision", "supervised", r"\bself[\s-]supervised\b", "self"),
    ProtocolWord("supervision", "supervised", r"\bunsupervised\b", "none"),
    ProtocolWord("probe", "linear", r"\blinear\s(?:prob(?:e|ing)|evaluation)\b", "linear"),
)
COMPILED = tuple((word, regex.compile(word.pattern, regex.IGNORECASE)) for word in PROTOCOL)
# Parts of a data set that are no split of it: "for large objects", "on unseen classes", "for small ones".
KIND_OF_PART = (
    r"(?:small|medium|medium-sized|large|seen|unseen|novel|base|rare|common|frequent|infrequent|easy|hard|moderate|long|short"
    r"|clean|noisy|head|tail|in-domain|out-of-domain|native|non-native)"
)
PARTED = (
    r"(?:objects|classes|categories|questions|examples|sentences|images|entities|words|relations|instances|queries|speakers"
    r"|domains|labels|types)"
)
PART = regex.compile(
    rf"\b(?:for|on|of|over)\s(?:the\s)?(?P<kind>{KIND_OF_PART})\s(?P<noun>{PARTED}|ones)\b", regex.IGNORECASE
)
# "90.6 on that of SQuAD 2.0", after "on the development set of SQuAD 1.1".
# Between a number and the part it was measured on.
SAME_CLAUSE = regex.compile(r"[\d.,]*\s?%?[^\d,;]{0,30}")
THAT_OF = regex.compile(r"\b(?:on|in|for)\s(?:that|those)\s(?:of|for|from)\s", regex.IGNORECASE)
TESTED = r"(?P<part>test(?:ing)?|dev(?:el(?:opment)?)?|val(?:id(?:ation)?)?)"
ANY_PART = r"(?P<part>test(?:ing)?|dev(?:el(?:opment)?)?|val(?:id(?:ation)?)?|train(?:ing)?)"
SUBSET = r"(?:[\s_-](?P<subset>clean|other|std|standard|dev|challenge|[ab])|[\s_-]?(?P<subset>20\d\d))?"
# In a heading the word alone will do; in a sentence "test" is a verb and the "training data" are what one learns from.
SPLIT_LABEL = regex.compile(
    rf"(?<![\w-]){ANY_PART}{SUBSET}(?:[\s-](?:set|split|partition|fold))?(?![\w-])", regex.IGNORECASE
)
MEASURED = r"accurac(?:y|ies)|error|F-?1|F[\s-]?scores?|BLEU|mIoU|mAP|WER|perplexity|AUC|EM|scores?|loss|top-1"
SPLIT_PROSE = regex.compile(
    rf"(?<![\w-]){TESTED}(?:[_-](?P<subset>clean|other|std|dev|challenge|[ab]))"
    rf"|(?<![\w-]){TESTED}[\s-](?:(?:(?P<subset>clean|other|std|dev)\s)?(?:data\s?)?(?:sets?|splits?|partitions?|folds?)|data)\b"
    rf"|(?<![\w-]){ANY_PART}\s(?={MEASURED}\b)",
    regex.IGNORECASE,
)
NEXT_PART = regex.compile(r",\s(?:and|while|but|whereas)\s|;\s")
# Right before a condition: it is not this one's ("without extra data", "no ensembling", "than earlier ensembles").
DENIED = regex.compile(
    r"(?<![\w-])(?:without|no|w/o|not|never|non|earlier|previous|prior|other|existing)[\s-](?:any\s|using\s|an?\s|the\s|use\sof\s)*$",
    regex.IGNORECASE,
)
ANY_SPLIT = regex.compile(r"\b(?:test|dev|val|train)", regex.IGNORECASE)
OWNER = regex.compile(r"\s(?:of|for|on|in)\s[^,;:()]{1,40}?(?=\s(?:and|or|with|while|where)\s|[,;:()]|\.(?:\s|$)|$)")
TURN = regex.compile(
    r";|\b(?:while|whereas|but|than|compared|against|above|below|over|versus|vs|improv\w*|outperform\w*|surpass\w*)\b",
    regex.IGNORECASE,
)
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
    for _, pattern in gated(label):
        label = pattern.sub(" ", label, timeout=SECONDS)
    return label


def settings_near(
    sentence: str, place: int, foreign: Callable[[str], bool] = lambda words: False
) -> tuple[str, dict[str, str]]:
    """Split and protocol as the sentence states them nearest to the number at `place`.

    A split is another number's where the words up to it are `foreign` (name another data set), a condition where they
    turn to something else ("while an ensemble …", "than the zero-shot …").
    """
    splits, told = settings_in(sentence)
    split = ""
    if splits:
        nearest_split, at, reach = min(splits, key=lambda found: distance(sentence, found[1], place))
        same = at < place and THAT_OF.search(sentence, place, place + 60) is not None
        split = nearest_split if same or not foreign(sentence[min(at, place) : max(reach, place)]) else ""
    near = [found for found in told if not TURN.search(between(sentence, found[2], place))]
    near.sort(key=lambda found: -abs(found[2] - place))
    part = part_near(sentence, place)
    return split, {**{key: value for key, value, _ in near}, **({"part": part} if part else {})}


def part_near(sentence: str, place: int) -> str:
    """The part of a data set that a number was measured on: what is said right behind it, else the last said before."""
    parts = list(PART.finditer(sentence, timeout=SECONDS))
    behind = (match for match in parts if match.start() >= place)
    chosen = next((match for match in behind if SAME_CLAUSE.fullmatch(sentence, place, match.start())), None)
    chosen = chosen or next((match for match in reversed(parts) if match.start() < place), None)
    if chosen is None:
        return ""
    nouns = [match["noun"] for match in parts if match["noun"] != "ones"]
    noun = nouns[0] if chosen["noun"] == "ones" and nouns else chosen["noun"]
    return f"{chosen['kind']} {noun}".lower()


def distance(sentence: str, split: int, place: int) -> int:
    """How far apart a split and a number are; another part of a list is far."""
    return abs(split - place) + 40 * len(NEXT_PART.findall(between(sentence, split, place)))


def reach_of(match: "regex.Match[str]") -> int:
    """Where the phrase of a split ends: with the data set in "the dev set of SST-2"."""
    owner = OWNER.match(match.string, match.end())
    return owner.end() if owner else match.end()


def between(sentence: str, one: int, other: int) -> str:
    return sentence[min(one, other) : max(one, other)]


@lru_cache(maxsize=256)
def settings_in(sentence: str) -> tuple[list[tuple[str, int, int]], list[tuple[str, str, int]]]:
    """Every split (with where its phrase begins and ends) and every condition with its place, once for all numbers."""
    splits: list[tuple[str, int, int]] = []
    if ANY_SPLIT.search(sentence):
        matches = SPLIT_PROSE.finditer(sentence, timeout=SECONDS)
        splits = [(split_name(match), match.start(), reach_of(match)) for match in matches]
    return splits, list(conditions(sentence))


def split_of_board(split: str, benchmark: Benchmark) -> str:
    """The split under one name: "dev" and "val" are "validation"; a part of it has the name that the benchmark gives it
    ("dev-clean"). Where none is said it is "test", if the catalogue knows nothing else to measure on
    (docs/decisions/boards.md)."""
    if not split:
        measured_on = [name for name in benchmark.splits if not name.startswith(("train", "total"))]
        return "test" if measured_on == ["test"] else ""
    part, _, subset = split.partition("-")
    if not subset:
        return split
    known = (f"{name}-{subset}" for name in SAME_SPLIT.get(part, ()))
    unknown = part if part == "validation" and subset.isdigit() else split  # "val2017" is COCO's one validation set
    return next((name for name in known if name in benchmark.splits), unknown)


def split_name(match: "regex.Match[str]") -> str:
    part, subset = match["part"].lower(), (match["subset"] or "").lower()
    name = "train" if part.startswith("tr") else SPLITS[part[0]]
    return f"{name}-{subset}" if subset else name


def conditions(text: str) -> Iterator[tuple[str, str, int]]:
    for word, pattern in gated(text):
        if not word.value:
            continue
        for match in pattern.finditer(text, timeout=SECONDS):
            if DENIED.search(text, max(0, match.start() - 20), match.start()):
                continue
            value = match.expand(word.value).lower()
            yield word.key, NUMBERS.get(value, value), match.start()


def gated(text: str) -> list[tuple[ProtocolWord, "regex.Pattern[str]"]]:
    small = text.lower()
    return [(word, pattern) for word, pattern in COMPILED if word.gate in small]
