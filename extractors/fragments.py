"""Named pieces that the patterns of rules are spelled from.

They match the shape of a sentence (see `numbers.shape`): a number is a run of one class sign, with its modifier
("up to") before it. A pattern looks back from its number, or around its rank word, rather than forward to it, so
that it costs next to nothing where neither stands.
"""

from extractors.notation import one_of
from extractors.numbers import BARE, BOUND, COUNT, DECIMAL, PERCENT, PHYSICAL, POINTS, SIGNED, TIMES

__all__ = [
    "ACHIEVES",
    "AT_NUMBER",
    "CLASSES",
    "COLLECTIONS",
    "LEVELS",
    "NO_NUMBER",
    "OUTPERFORMS",
    "REACHES",
    "RECORDED",
    "STATE_OF_THE_ART",
    "SYSTEMS",
    "any_of",
    "one_of",
    "plain",
    "quantity",
    "verbs",
    "words",
]

CLASSES = PERCENT + POINTS + TIMES + PHYSICAL + BARE + DECIMAL + COUNT + SIGNED
# First in a pattern that looks back from a number: it fails at once where none starts.
AT_NUMBER = rf"(?= [{BOUND}{CLASSES}] )"
NO_NUMBER = rf"[^\s,;:{CLASSES}{BOUND}]"


def quantity(classes: str, group: str = "value") -> str:
    """A number of one of the classes; its modifier stays outside the group."""
    runs = " | ".join(f"{sign}++" for sign in classes)
    return rf"(?: {BOUND}*+ (?P<{group}> {runs} ) )"


def any_of(classes: str) -> str:
    """What a trigger says for `quantity`."""
    return f"[{classes}]"


def words(low: int, high: int) -> str:
    """`low` to `high` words, each followed by a space; never over a number, a comma or the end of a clause."""
    return rf"(?: {NO_NUMBER}++ \s ){{{low},{high}}}?"


def plain(pattern: str) -> str:
    """A piece of a pattern as a trigger says it, without the spaces that a verbose pattern may have."""
    return "".join(pattern.split())


def verbs(stems: str) -> str:
    """Each verb in all its forms: "reduce" is reduces, reduced and reducing too; a stem ending in "+" doubles.

    Endings stand apart from stems: a look backwards meets them first and is soon done.
    """
    silent = [stem[:-1] for stem in stems.split() if stem.endswith("e")]
    doubled = [f"{stem[:-1]} (?: s | {stem[-2]}ed | {stem[-2]}ing )?" for stem in stems.split() if stem.endswith("+")]
    plain = [stem for stem in stems.split() if not stem.endswith(("e", "+"))]
    kinds = [*doubled]
    if silent:
        kinds.append(f"(?: {' | '.join(silent)} ) (?: e[sd]? | ing )")
    if plain:
        kinds.append(f"(?: {' | '.join(plain)} ) (?: e?s | ed | ing )?")
    return f"(?: {' | '.join(kinds)} )"


REACHED = verbs("achieve obtain reach attain yield score record report receive register earn")
REACHES = rf"""(?: {REACHED} | get (?: s | ting )? | got | obt (?: ient | iennent | enons | enant )
    | attei (?: nt | gnent | gnons | gnant ) | erreich (?: t | en ) | erziel (?: t | en ) )"""
ACHIEVED = verbs(
    "achieve obtain attain reach establish yield produce deliver demonstrate exhibit report advance push update provide"
    " present realize define mark maintain retain raise offer gain perform lead enable result improve generate record"
    " accomplish redefine reveal secure renew boost validate confirm represent set+ hit+ rival"
)
ACHIEVES = (
    rf"(?: {ACHIEVED} | {one_of('shows? shown showed showing giv(?:es?|en|ing) gave gets? got ha[sd] have having')} )"
)
SURPASSES = verbs("outperform out-perform outclass outrank outmatch surpass exceed overtake supersede outdo")
OUTPERFORMS = rf"""(?: {SURPASSES}
    | beat (?: s | ing | en )? | excel (?: s | led )? \s over
    | improv (?: es? | ed | ing ) \s (?: up )? on
      (?= \s (?: the \s )? {one_of("previous prior state SOTA existing strong")} ) )"""
STATE_OF_THE_ART = r"""(?: [Ss]tate [\s-] of [\s-]? (?: [Tt]he [\s-]{0,2} )? [Aa]rts? | State-Of-The-Art | SOTAs?
    | So[Tt]A | SotA | sota | SOTRA )"""
LEVELS = one_of(
    "performances? results? accurac(?:y|ies) scores? quality F1 F-?(?:score|measure)s? AUC BLEU mAP mIoU levels?"
    r" effectiveness efficiency capabilit(?:y|ies) \w*rates? robustness generali[sz]ation speed numbers precision"
    " recall correlations? trade-?offs? fidelity outcomes? abilit(?:y|ies)"
)
RECORDED = one_of("data speech audio videos? recordings? motions? footage corpus dataset corridor")
SYSTEMS = one_of("baselines? methods? models? approach(?:es)? systems? alternatives? techniques? algorithms?")
COLLECTIONS = one_of(
    "data_?sets? benchmarks? tasks? languages? domains? seeds? runs corpora test_(?:sets?|suites?) language_pairs?"
    " settings? modalities environments? games scenarios? sub-?tasks? directions treebanks? categories subjects LLMs"
    " problems metrics collections tracks competitions cities"
)
