"""The things a sentence says its paper offers: "we propose X", "a corpus called X", "our X parser"."""

import re
from dataclasses import replace

from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.phrase import attached, main_subject
from registry.value import value

__all__ = ["NO_SYSTEM", "OWN_PIECES", "Proposal", "coined", "proposals_of"]

FRAME_VERBS = words_of(
    "propose proposes proposed introduce introduces introduced present presents presented develop develops developed "
    "design designs designed devise devised create created build built release released describe describes described "
    "construct constructed proposing introducing presenting developing formulate submit submitted contribute provide "
    "explore adopt implement derive"
)
CALLED_WORDS = words_of("called named dubbed termed coined namely")
OWN_PIECES = frozenset(word + space for word in FRAME_VERBS | CALLED_WORDS for space in ("", " "))
SPEAKERS = words_of("we paper work study article i authors team report")
RESOURCE_WORDS = words_of(
    "dataset datasets benchmark benchmarks corpus corpora treebank treebanks database collection resource resources "
    "suite testbed set lexicon data sets"
)
# "We present a study": no system.
NO_SYSTEM = words_of(
    "study analysis paper work results result experiments experiment evaluation problem task tasks survey overview "
    "investigation investigations evidence theory findings perspective question questions insights case way ways "
    "comparison review notion concept problems challenge challenges setting code number two three attempt role "
    "effect effects impact performance use extent ability possibility relationship research submission submissions "
    "definition definitions contribution list lists words types type view defects setups efforts idea variants "
    "directions guidelines number generalizations "
    "guarantees implementations issue details examples contributions components techniques metric measure metrics "
    "potential feasibility importance need lack advantage advantages benefit benefits series creation collection "
    "participation entry entries step applications application support solutions information construction development "
    "setup project annotations studies analyses properties concepts characteristics effort able capable simple utility "
    "capability capabilities space behavior behaviour"
)
MEASURES = words_of("metric metrics measure measures score index")
PLAIN = words_of("best performing best-performing submitted final participating winning current")
SENT_IN = words_of("submitted developed used built created proposed described presented")  # "the system submitted to"
PLACES = words_of(
    "repository repo website page code github university institute"
)  # where things lie: "our GitHub repository"
SUBMISSIONS = words_of(
    "submission submissions participation entry entries contribution construction development design implementation"
)
OTHERS = words_of("several many recent existing previous prior various most some numerous")


@value
class Proposal:
    """A thing the paper offers: `name` as in the text, `start` in the text; `named` where it has a name of its own."""

    name: str
    start: int
    named: bool
    resource: bool
    kind: str = ""  # the noun that says what it is: "model", "corpus"
    measure: bool = False  # a metric
    added: bool = False  # "we further introduce": not the main thing


def proposals_of(clause: Clause) -> list[Proposal]:
    """The proposals of one sentence: objects of "propose", and names given by "called" or "our model X"."""
    found: list[Proposal] = []
    tags = clause.tags
    if "u" not in tags and OWN_PIECES.isdisjoint(clause.pieces):
        return found
    data = "T" in tags and not NEW_PIECES.isdisjoint(clause.pieces)
    for token, piece in enumerate(clause.pieces):
        if piece not in OWN_PIECES and tags[token] != "u" and not data:
            continue
        proposal = None
        if piece in OWN_PIECES:
            word = piece.rstrip()
            proposal = called(clause, token) if word in CALLED_WORDS else proposed(clause, token)
        elif tags[token] == "u" or (data and tags[token] == "d" and new_data(clause, token)):
            chunk = clause.chunk_from(token)
            one = chunk and describe(clause, chunk)
            proposal = one if one and one.named else None
        if proposal:
            found.append(replace(proposal, added=True) if is_added(clause, token) else proposal)
    return found


def is_added(clause: Clause, token: int) -> bool:
    """Whether the proposal is one more: "In addition, we propose", "we additionally introduce"."""
    opening = clause.word(0) in ADDING or (clause.word(0) == "in" and clause.word(1).startswith("addition"))
    return opening or clause.word(token - 1) in ADDING


ADDING = words_of("additionally moreover furthermore further also besides finally")
NEW_PIECES = frozenset(["new", "new ", "novel", "novel "])


def called(clause: Clause, token: int) -> Proposal | None:
    """ "a model called X": X."""
    tags, after = clause.tags, token + 1
    if clause.word(token) == "namely" and (
        set("ST").isdisjoint(tags[max(0, token - 8) : token]) or several(clause, token)
    ):
        return None  # "a corpus of several languages, namely Latin"
    while after < len(tags) and tags[after] in "ad,:p":
        after += 1
    chunk = clause.chunk_from(after)
    short = bracketed(clause, chunk[1]) if chunk and clause.word(token) != "named" else None  # no "named entity"
    if chunk is None or not (short or "N" in tags[slice(*chunk)]):
        return None
    name = short or bracketed(clause, chunk[1]) or clause.name(chunk)
    measure = any(clause.word(at).strip(".,") in MEASURES for at in range(max(0, token - 4), token))
    return Proposal(name, clause.starts[chunk[0]], True, "T" in tags[max(0, token - 4) : token], measure=measure)


def several(clause: Clause, token: int) -> bool:
    """Whether "of" and things in the plural stand before a token."""
    before = token - 1 if clause.tags[token - 1 : token] in {",", "("} else token
    chunk = clause.chunk_before(before)
    return chunk is not None and clause.tags[chunk[0] - 1] == "f" and clause.low(chunk[1] - 1).endswith("s")


def new_data(clause: Clause, token: int) -> bool:
    """ "… with a novel dialogue dataset, X": data offered without a verb like "propose"."""
    chunk = clause.chunk_from(token)
    return bool(chunk and clause.tags[chunk[1] - 1] == "T" and {"new", "novel"} & set(clause.lows(chunk)))


def proposed(clause: Clause, token: int) -> Proposal | None:
    tags = clause.tags
    if tags[token - 1 : token] in {"X", "a"} and "X" in tags[max(0, token - 2) : token] and tags[token] in "EV":
        found = main_subject(clause)
        subject = found[0] if found and found[0][1] < token <= found[1] + 3 else clause.chunk_before(token - 1)
        if (
            subject is None
            or clause.word(subject[0]) in OTHERS
            or clause.word(token - 1) not in {"is", "are", "therefore"}
        ):
            return None
        return describe(clause, subject)
    if not speaks(clause, token):
        return None
    after = token + 1
    if tags[after : after + 2] == "&V" and clause.pieces[after + 1] not in OWN_PIECES:
        after += 2  # "we describe and evaluate X"
    while after < len(tags) and tags[after] in "a:":
        after += 1
    chunk = clause.chunk_from(after)
    if chunk is None and tags[after : after + 1] == "r" and (aim := clause.chunk_from(after + 1)):
        chunk = clause.chunk_from(aim[1])  # "propose for video retrieval a model"
    return describe(clause, joined(clause, chunk)) if chunk else None


def speaks(clause: Clause, token: int) -> bool:
    """Whether "we" or "this paper" is who proposes: right before the verb, or before one it is joined to."""
    back = token - 1
    while back >= 0 and clause.tags[back] in "aX":
        back -= 1
    if back < 0:
        return clause.tags[token] != "E"
    if clause.word(back) in SPEAKERS or clause.tags[back] in "dh":
        return clause.tags[back] not in "dh"
    if clause.tags[back] == "&" and clause.word(token).endswith("ing"):
        return False  # "they change the model, or add to it by altering or introducing losses"
    return clause.tags[back] in "&,)" and any(clause.word(at) in {"we", "paper"} for at in range(back))


def joined(clause: Clause, chunk: Chunk) -> Chunk:
    """A noun phrase whose adjectives a comma or "and" parts: "a tag and generate pipeline"."""
    start, end = chunk
    tags = clause.tags
    if (
        (tags[start] == "d" or end - start == 1)
        and tags[end - 1] in "wEVj"
        and (tags[end : end + 1] in {",", "&"} or clause.word(end) == "yet")
    ):
        following = clause.chunk_from(end + 1 + (tags[end + 1 : end + 2] == "V"))
        if following and tags[following[0]] not in "duP" and tags[following[1] - 1] in "ST":
            return start, following[1]
    return chunk


def describe(clause: Clause, chunk: Chunk) -> Proposal | None:
    """The thing that a noun phrase and what follows it name: "a new model, X," · "X, a model" · "Long Name (LN)"."""
    start, end = clause.bare(chunk)
    if start >= end or clause.tags[start] == "P":
        return None
    noun = clause.low(end - 1)
    if noun in PLACES or clause.lows((start, end)) == ["university"]:  # "the University of X submission"
        return None
    name = given_name(clause, (start, end))
    if name is None and noun in SUBMISSIONS and clause.tags[end : end + 1] == "f":
        inner = clause.chunk_from(end + 1)
        return describe(clause, inner) if inner else None
    if end - start > 1 and PLAIN.issuperset(clause.lows((start, end - 1))):
        return None  # "the best performing system"
    alone = end - start == 1 and clause.tags[start] == "S"
    alone = alone and (clause.word(end) in SENT_IN or attached(clause, (start, end)) == (start, end))
    if name is None and (noun in NO_SYSTEM or alone):
        return None
    resource = noun in RESOURCE_WORDS or apposed_resource(clause, end)
    if name is None:
        return Proposal(long_form(clause, (start, end)), clause.starts[start], False, resource, noun)
    resource = resource or name.lower().split()[-1] in RESOURCE_WORDS
    return Proposal(name, clause.starts[start], True, resource, measure=noun in MEASURES)


def given_name(clause: Clause, chunk: Chunk) -> str | None:
    start, end = chunk
    tags = clause.tags
    acronym = bracketed(clause, end, start) if "N" in tags[start:end] or tags[end : end + 1] in {"(", "f"} else None
    if acronym:
        return acronym
    if proper(clause, chunk):
        return clause.told((start, end))
    if tags[end : end + 1] in {",", "-", ":"}:
        named = clause.chunk_from(end + 1)
        if named and tags[named[0]] not in "du" and proper(clause, clause.bare(named)):
            return bracketed(clause, named[1]) or clause.name(named)
    later = APPOSED.match(tags, end)
    if later:
        return clause.told(later.span("name"))
    # "our PILL model", "the novel UCDM framework", "benchmark M-BEIR"
    names = [at for at in range(start, end) if tags[at] == "N" and names_itself(clause.told((at, at + 1)))]
    if names and (end - start <= 2 or (end - start == 3 and names[-1] == end - 1)):
        return clause.told((names[0], names[-1] + 1))
    return None


# "an easy to use framework, Data Boost, which"
APPOSED = re.compile(r"[wNSTHatrfMK&jid]{0,9}[STw],(?P<name>N{1,4})(?=[,;:(]|$)")


def bracketed(clause: Clause, token: int, first: int | None = None) -> str | None:
    """The short name in brackets after a long one: "Unsupervised Learning for Mismatch (ULM)"."""
    tags = clause.tags
    for at in range(token, min(token + 11, len(tags))):
        if tags[at] == "(":
            close = tags.find(")", at)
            inner = clause.told((at + 1, close)) if 0 < close <= at + 4 else ""
            if of_a_part(clause, (token if first is None else first, at), inner):
                return None
            return inner if coined(inner) and len(inner) <= 28 and "." not in inner else None
        if tags[at] not in "wNMTKSIBHDrfohidjE&@":
            return None
    return None


def of_a_part(clause: Clause, words: Chunk, short: str) -> bool:
    """ "a parser with conditional random fields (CRF)": short for what the thing is made of, by the first letters."""
    start, end = words
    parted = next((at for at in range(start, end) if parts_off(clause, at)), None)
    if parted is None:
        return False
    whole = "".join(clause.pieces[parted + 1 : end]).replace("-", " ").lower().split()
    return "".join(word[0] for word in whole).endswith(short.rstrip("s").lower())


def parts_off(clause: Clause, token: int) -> bool:
    """Whether what follows a token is a means ("with", "merging", "based on"); "training a tagger" is none."""
    word, tags = clause.word(token), clause.tags
    based = word == "on" and clause.word(token - 1) == "based"
    return tags[token] == "h" or based or (word.endswith("ing") and tags[token + 1] != "d")


COINED = re.compile("[A-Z]")


def coined(word: str) -> bool:
    """A coined name: capitals within, or digits."""
    return COINED.search(word, 1) is not None or word[1:] != word[1:].lower() or any(map(str.isdigit, word))


def names_itself(word: str) -> bool:
    """Whether a coined word names a thing and not what it is like: no "BERT-based"."""
    return coined(word) and not word.endswith(("-based", "-like", "-style", "-inspired"))


def proper(clause: Clause, chunk: Chunk) -> bool:
    """A noun phrase of names alone."""
    start, end = chunk
    return start < end and clause.tags[start] == "N" and not clause.tags[start:end].strip("ND")


def apposed_resource(clause: Clause, end: int) -> bool:
    """ "X, a large-scale benchmark": what the apposition says X is."""
    tags = clause.tags
    while end < len(tags) and tags[end] in ")(N":
        end += 1
    beside = clause.chunk_from(end)
    if beside and clause.lows(beside)[-1] in RESOURCE_WORDS:
        return True
    if end < len(tags) and tags[end] in ",:;-":
        chunk = clause.chunk_from(end + 1)
        return bool(chunk and any(low in RESOURCE_WORDS for low in clause.lows(chunk)[-3:]))
    return False


def long_form(clause: Clause, chunk: Chunk) -> str:
    """The description itself, with what is attached where its words only say a kind ("new method for X")."""
    start, end = chunk
    tags = clause.tags
    if tags[end : end + 1] == "f" and (after := clause.chunk_from(end + 1)):
        end = after[1]
    elif tags[end - 1] in "STw" and (end - start == 1 or (end - start == 2 and tags[end : end + 1] == "E")):
        end = attached(clause, chunk)[1]
    return clause.told((start, end))
