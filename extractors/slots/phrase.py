"""Noun phrases with what is attached to them, and which of them is the subject of the clause a claim stands in."""

import re
from bisect import bisect_left

from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of

__all__ = ["attached", "governing", "main_subject", "predicate", "with_attached"]

CLAUSES = 12  # back from a claim in which its subject is looked for: a list of hundreds is no sentence
REACH = 60  # tokens between a subject and its verb
LONGEST = 14  # tokens of a noun phrase with all that is said of it
TAILS = words_of("ease average margin margins respectively")  # "beats X with ease", "on average": of the verb
# A new clause begins after "show that", "while" (not "while doing"), ";", "find X outperforms", and after an "and"
# that a subject and a verb follow.
BREAK = re.compile(
    r"[VEMG]a*W|s(?!a*[GE])|;|:|V(?=u|d[aEjwNSH]+[XA]|[wE]*N+a*[VA]|[wE]+\(N\)a*[VA]|[wE]{0,2}[wS]a*A)|&W|[,froi]W(?=[du]?[aEjwNSH]+[VAX])"
    r"|,&(?<=[wNMTKSIBHDZQ)],&)(?=[du]?[aEjwNSH]+[VAX])|&(?<=[wNMTKSIBHDZQ)]&)(?=[du][aEjwNSH]+[VAX])|&(?<=[QM)]&)(?=N+a*[VAX])"
)
# "When it is refined, [our model outperforms]", "Building on X, [our model outperforms]"
OPENED = re.compile(r"(?:s|[wEG](?=[mhboifpd]))[^,;s]*,(?=(?:P|[du]?[aEjwNMTKSIBHD]+)a*[VXA]|PE)")
# "of X", "trained on X", "using X", "with X", "that are pretrained with X"
ATTACHED = re.compile(r"[fhoirmp]|[EG][aX]*[fhoirbmtp]?|Wa*[XVEw][aEVwX]*[hoirbmtf]?|t[VwKS]")


VERB = re.compile("[VAX]")
GOVERNS = frozenset("foirtxhvbm@npgclGVAX")  # before a noun phrase that is no subject


def governing(clause: Clause, place: Chunk) -> tuple[Chunk, int] | None:
    """The subject of the innermost clause that has one, and its verb: the first noun phrase before a verb, after any
    "On X, …"."""
    starts = [0, *[match.end() for match in BREAK.finditer(clause.tags, 0, place[1]) if parts(match, place[0])]]
    opened = OPENED.match(clause.tags)
    if opened and opened.end() < place[0] and (opened[0][0] == "s" or clause.word(0).endswith(("ing", "ed"))):
        starts = sorted({*starts, opened.end()})
    ended = after_aside(clause, place[0]) if "s" in clause.tags else 0
    if ended:
        starts = sorted({*starts, ended})
    for start in reversed(starts[-CLAUSES:]):
        found = subject_from(clause, start, place)
        if found and not (start and left(clause, start, found[1], place[0])):
            return found
    return None


# "tests where users had to wait, [our input is]": the clause after one with "where", at its last comma
ASIDE_OVER = re.compile(r"s(?=[^,;]*[VXA])[^;s]*,(?=(?:P|[du]?[aEjwNMTKSIBHD]+)a*[VXA])")


def after_aside(clause: Clause, token: int) -> int:
    """Where the main clause begins that a clause with "when" or "where" stands before; 0: there is none."""
    found = 0
    for match in ASIDE_OVER.finditer(clause.tags, 0, token):
        found = match.end()
    return found


# "when X is used, and outperforms", "where data is scarce, and achieves": the verb is of the clause before
LEFT = re.compile(r"(?P<comma>,)?&a*[VAX](?!w*W)")
ACHIEVES = ("achiev", "outperform", "obtain", "surpass", "establish", "attain")


def left(clause: Clause, start: int, verb: int, token: int) -> bool:
    """Whether the clause that begins with "when" or "where" is over before this token."""
    if clause.tags[start - 1] != "s":
        return False
    found = LEFT.finditer(clause.tags, verb, token + 1)
    return any(match["comma"] or clause.word(match.end() - 1).startswith(ACHIEVES) for match in found)


def parts(match: re.Match[str], token: int) -> bool:
    """Whether a clause begins before the token; "A and B outperform" has one verb, and is one clause."""
    return match.end() <= token and (match[0] != "&" or VERB.search(match.string, match.end(), token) is not None)


def main_subject(clause: Clause) -> tuple[Chunk, int] | None:
    """The subject of the sentence's first clause."""
    return subject_from(clause, 0, (len(clause.tags), len(clause.tags)))


def subject_from(clause: Clause, start: int, place: Chunk) -> tuple[Chunk, int] | None:
    tags, chunks = clause.tags, clause.chunks
    opened = "(" in tags
    for chunk in chunks[bisect_left(chunks, (start,)) :] if start else chunks:
        first, end = chunk
        if not tags[first:end].strip("Dd") or tags[first : end + 1] == "w,":
            continue
        if first >= place[0]:
            return None
        before = tags[first - 1] if first > start else ""
        # "combining A with B leads"
        doing = before == "G" and (first - 1 == start or tags[first - 2] == ",")
        if before in GOVERNS and not doing:
            some = before == "f" and first - 2 >= start and tags[first - 2] == "d"  # "some of the methods"
            if not some:
                continue
        if before == "&" and coordinated(clause, chunk, start):
            continue
        if before in {"w", "H"} and tags[first] in "du" and clause.word(first - 1).endswith("ing"):
            continue  # "classifying the constituents, the system …"
        if opened and tags.count("(", start, first) > tags.count(")", start, first):
            continue
        verb = verb_after(clause, chunk, place)
        if verb:
            return ((first - 1, end) if doing else with_second(clause, chunk)), verb
    return None


JOINS = frozenset("h-&")
JOINED = re.compile(r"hNa*[VAX]")


def with_second(clause: Clause, chunk: Chunk) -> Chunk:
    """ "X and Y outperform", "X with Y outperforms": both."""
    tags, end = clause.tags, chunk[1]
    if tags[end : end + 1] not in JOINS:
        return chunk
    if JOINED.match(tags, end):
        return chunk[0], end + 2
    if tags[end : end + 2] == "-N" and "N" in tags[chunk[0] : end] and (more := clause.chunk_from(end + 1)):
        return chunk[0], more[1]  # "Foo Llama - Python 34B"
    second = clause.chunk_from(end + 1) if tags[end : end + 1] == "&" else None
    if second and tags[second[1] : second[1] + 2].lstrip("a")[:1] in {"V", "A", "X", "R"}:
        return chunk[0], second[1]
    return chunk


def coordinated(clause: Clause, chunk: Chunk, start: int) -> bool:
    """ "an ensemble of A and B": B is no subject, for A is none."""
    previous = clause.chunk_before(chunk[0] - 1) or clause.chunk_before(chunk[0] - 2)
    return bool(previous and previous[0] > start and clause.tags[previous[0] - 1] in "foirtxhvbm@npgcl")


def verb_after(clause: Clause, chunk: Chunk, place: Chunk) -> int:
    """The verb that comes after the phrase, up to the claim at `place`; 0: none."""
    verb = clause.verbs.get(chunk)
    if verb is None:
        verb = clause.verbs[chunk] = next_verb(clause, chunk)
    return verb if verb <= place[0] or clause.tags[chunk[1] : chunk[1] + 1] in {"W", "'"} else 0


# "the strategy, with first training each alone and then training them jointly, is"
ASIDE = re.compile(r",h[^;,RQVAX]{0,24},a*(?=[VXA])")


def next_verb(clause: Clause, chunk: Chunk) -> int:
    """The verb after the phrase and what is attached to it, with no other subject in between; 0: none."""
    tags, end = clause.tags, chunk[1]
    if tags[end : end + 1] in {"W", "'"}:
        return end
    aside = ASIDE.match(tags, end)
    if aside:
        return aside.end()
    for token in range(end, min(len(tags), end + REACH)):
        tag = tags[token]
        if tag in "VAXR" or (tag == "G" and token > end):
            return token
        if tag == "E" and finite(tags, token):
            return token
        if tag in "P;" or (tag == "," and other_subject(clause, token + 1)):
            return 0
    return 0


def finite(tags: str, token: int) -> bool:
    """Whether a word in -ed is the verb: "X improved accuracy", not "trained on X" nor "with motivated features"."""
    before = token
    while before and tags[before - 1] == "a":
        before -= 1
    return tags[token + 1 : token + 2] not in set("mbiorht") and tags[before - 1] in "wNMTKSIBHDP)"


def other_subject(clause: Clause, token: int) -> bool:
    following = clause.chunk_from(token)
    if following is None or clause.tags[following[0]] == "P":
        return following is not None
    after = clause.tags[following[1] : following[1] + 2].lstrip("a")
    return after[:1] in {"V", "A", "X"} or (clause.tags[following[0]] == "u" and after[:1] in {"R", "G"})


def with_attached(clause: Clause, chunk: Chunk, verb: int) -> Chunk | None:
    """The noun phrase with all that is attached to it before its verb, where it has no name of its own."""
    tags = clause.tags
    while verb > chunk[1] and tags[verb - 1] in "aX":
        verb -= 1
    start, end = chunk
    if tags[verb : verb + 1] == "G":
        return None
    if "," in tags[end:verb] and ATTACHED.match(tags, end) and "N" not in tags[start:end]:
        return attached(clause, chunk)
    if verb - start > LONGEST or "N" in tags[start:end] or set(tags[end:verb]) & set(",;:(PsAR"):
        return None
    if tags[verb - 2 : verb - 1] == "o" and clause.low(verb - 1) in TAILS:
        verb -= 2  # "the model on average achieves"
    return (start, verb) if ATTACHED.match(tags, end) and tags[verb - 1] in "wNMTKSIBHD" else None


def attached(clause: Clause, chunk: Chunk, times: int = 3) -> Chunk:
    """The noun phrase with the phrases attached to it: "models trained on images", "a model with two encoders"."""
    tags, (start, end) = clause.tags, chunk
    for _ in range(times):
        match = ATTACHED.match(tags, end)
        after = clause.chunk_from(match.end()) if match and match.end() > end else None
        if (
            after is None
            or tags[after[0]] == "P"
            or not tags[slice(*after)].strip("adD")
            or after[1] - start > LONGEST
            or clause.low(after[1] - 1) in TAILS
        ):
            break
        end = done_to(clause, after)
    return start, end


def done_to(clause: Clause, chunk: Chunk) -> int:
    """Where "for retrieving several paragraphs" ends: a doing goes on to what it is done to."""
    first, end = chunk
    if end - first > 1 or not clause.word(first).endswith("ing") or clause.tags[end : end + 1] not in {"d", "u"}:
        return end
    what = clause.chunk_from(end)
    return what[1] if what else end


def predicate(clause: Clause, verb: int) -> Chunk | None:
    """ "is an ensemble": the noun phrase after a form of "be"."""
    if clause.word(verb) not in {"is", "are", "was", "were"}:
        return None
    chunk = clause.chunk_from(verb + 1)
    return chunk if chunk and clause.word(chunk[0]) in {"a", "an"} else None
