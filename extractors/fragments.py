"""Named pieces that the patterns of rules are spelled from.

They match the shape of a sentence (see `numbers.shape`): a number is a run of one class sign, with its modifier
("up to") before it. A pattern looks back from its number, or around its rank word, rather than forward to it, so
that it costs next to nothing where neither stands.
"""

from extractors.numbers import BARE, BOUND, COUNT, DECIMAL, PERCENT, PHYSICAL, POINTS, SIGNED, TIMES

__all__ = [
    "AT_NUMBER",
    "ACHIEVES",
    "CLASSES",
    "COLLECTIONS",
    "FALL",
    "LESS",
    "LEVELS",
    "LOWERS",
    "METRIC",
    "MORE",
    "NO_NUMBER",
    "OUTPERFORMS",
    "RAISES",
    "REACHES",
    "RECORDED",
    "RISE",
    "STATE_OF_THE_ART",
    "SYSTEMS",
    "any_of",
    "one_of",
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


def one_of(listed: str) -> str:
    """Any of the words (or small patterns) in a list set apart by spaces; "_" stands for a space inside one."""
    return f"(?: {' | '.join(listed.split())} )".replace("_", r"\s")


def verbs(stems: str) -> str:
    """Each verb in all its forms: "reduce" is reduces, reduced and reducing too; a stem ending in "+" doubles."""
    return f"(?: {' | '.join(forms(stem) for stem in stems.split())} )"


def forms(stem: str) -> str:
    if stem.endswith("+"):  # drop, dropped
        return f"{stem[:-1]} (?: s | {stem[-2]}ed | {stem[-2]}ing )?"
    if stem.endswith("e"):
        return f"{stem[:-1]} (?: e[sd]? | ing )"
    return f"{stem} (?: e?s | ed | ing )?"


# Up and down
RISE = one_of(
    "improvements? gains? increases? boosts? rises? advances? speed-?ups? growth enhancements? jumps? advantages? uplifts?"
    " lifts? margins? leads? accelerations? increments?"
)
FALL = one_of(
    "reductions? decreases? drops? declines? loss(?:es)? degradations? savings cuts deteriorations? falls? compressions?"
    " decrements?"
)
RAISES = rf"""(?: {
    verbs(
        "improve increase boost enhance raise gain outperform surpass exceed advance accelerate expand jump lift push"
        " outscore better lead win+ overtake strengthen"
    )
} | beat (?: s | ing | en )? | gr [oe] w (?: s | n | ing )? | rise (?: s | n )? | rose | sp [e]+ d s? \s up | speeding \s up
    | led | up | ahead | excel s? )"""
LOWERS = rf"""(?: {
    verbs(
        "reduce decrease drop+ decline degrade lower save lag+ mitigate minimize underperform trail compress shorten"
        " deteriorate worsen diminish prune shrink hurt"
    )
} | cut (?: s | ting )? | fall (?: s | en | ing )? | fell | los (?: es? | t | ing ) | down | behind )"""
MORE = one_of(
    "higher better more faster greater larger improved stronger longer bigger quicker above over increased richer superior"
)
LESS = one_of(
    "lower less fewer smaller worse shorter slower cheaper behind below reduced lighter decreased inferior weaker"
)

# What is measured, and reaching a level of it
METRIC = r"""(?:
    (?i: accurac (?: y | ies ) | precisions? | recalls? | f [\s_-]? \{? [12] \}? \$? (?: [\s-]? (?: score | measure ) s? )?
      | f [-\s]? (?: score | measure ) s? | \w*scores? | (?: \w+ [\s-] )? rates? | errors? | perplexit (?: y | ies )
      | correlations? | agreements? | kappa | similarit (?: y | ies ) | coverage | sensitivity | specificity
      | exact \s match | mean \s (?: average \s precision | reciprocal \s rank ) | \w*auc [\w-]* | au (?: roc | prc )
      | area \s under \s [\w\s-]{0,40}? curve s? | bleu [\w-]* | sacrebleu | rouge [\w-]* | meteor | chrf [+\d]* | comet
      | bleurt | spearman | pearson | dice | \w*iou | m?map (?: @ [\d.]+ )? | mrr (?: @ \d+ )? | n?dcg (?: @ \d+ )?
      | psnr | ssim | lpips | fid | rmse | mae | mse | mcc | cohen | krippendorff | matthews | smatch | purity | nmi | ari
      | top-?\d | (?: recall | hits? | r | p ) @ \w+ | pass @ \w+ | values | quality | success | fluency | faithfulness
      | coefficient s? | u?uas | las | ppl | [wcetd]er | optimality \s gap )
    | AP\w* | mAP\w* | EM | Acc\.? | SR | MOS | PCC | CCC | LCC | QWK | UAR | WAR | TPR | FPR | FNR | TNR | MAPE | R@\d+
    | CIDEr (?: -D )? | SPICE | R\^2 | R2 | α | κ | ρ | τ | r | alpha | FPS | AR\d* | Hits | MOTA | HOTA | IDF1 | FVD
    | CLIPScore | F\d? | ROC | IS | BPC | bpc | bpb )"""
REACHES = rf"(?: {verbs('achieve obtain reach attain yield score record report receive register earn')} | gets? | got )"
LEVELS = one_of(
    r"performances? results? accurac(?:y|ies) scores? quality F1 F-?(?:score|measure)s? AUC BLEU mAP mIoU levels?"
    r" effectiveness efficiency capabilit(?:y|ies) \w*rates? robustness generali[sz]ation speed numbers precision recall"
    r" correlations? trade-?offs? fidelity outcomes? abilit(?:y|ies)"
)
RECORDED = one_of("data speech audio videos? recordings? motions? footage corpus dataset corridor")

# Standings
STATE_OF_THE_ART = r"""(?: [Ss]tate [\s-] of [\s-]? (?: [Tt]he [\s-]? )? [Aa]rts? | State-Of-The-Art | SOTAs? | So[Tt]A | SotA
    | sota | SOTRA )"""
OUTPERFORMS = rf"""(?: {verbs("outperform outclass outrank outmatch surpass exceed overtake supersede outdo")}
    | beat (?: s | ing | en )? | excel (?: s | led )? \s over
    | improv (?: es? | ed | ing ) \s (?: up )? on (?= \s (?: the \s )? (?: previous | prior | state | SOTA | existing | strong ) ) )"""
ACHIEVES = rf"""(?: {
    verbs(
        "achieve obtain attain reach establish yield produce deliver demonstrate exhibit report advance push update provide"
        " present realize define mark maintain retain raise offer gain perform lead enable result improve generate record"
        " accomplish redefine reveal secure renew boost validate confirm represent set+ hit+ rival"
    )
} | shows? | shown | showed | showing | giv (?: es? | en | ing ) | gave | gets? | got | ha[sd] | have | having )"""
SYSTEMS = one_of("baselines? methods? models? approach(?:es)? systems? alternatives? techniques? algorithms?")
COLLECTIONS = one_of(
    r"data\s?sets? benchmarks? tasks? languages? domains? seeds? runs corpora test\s(?:sets?|suites?) language\spairs?"
    r" settings? modalities environments? games scenarios? sub-?tasks? directions treebanks? categories subjects LLMs"
    r" problems metrics collections tracks competitions cities"
)
