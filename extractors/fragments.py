"""Named pieces that the patterns of rules are spelled from.

They match the shape of a sentence (see `numbers.shape`): a number is a run of one class sign, with its modifier
("up to") before it. A pattern looks back from its number rather than forward to it, so that it costs nothing
where no number stands.
"""

from extractors.numbers import BARE, BOUND, COUNT, DECIMAL, PERCENT, PHYSICAL, POINTS, SIGNED, TIMES

__all__ = [
    "CLASSES",
    "COLLECTIONS",
    "FALL",
    "LESS",
    "LEVELS",
    "LOWERS",
    "METRIC",
    "MORE",
    "NO_NUMBER",
    "RAISES",
    "REACHES",
    "RISE",
    "any_of",
    "quantity",
    "verb",
    "words",
]

CLASSES = PERCENT + POINTS + TIMES + PHYSICAL + BARE + DECIMAL + COUNT + SIGNED
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


def verb(*stems: str) -> str:
    """Each verb in all its forms: "reduce" is reduces, reduced and reducing too; a stem ending in "+" doubles."""
    return " | ".join(forms(stem) for stem in stems)


def forms(stem: str) -> str:
    if stem.endswith("+"):  # drop, dropped
        return f"{stem[:-1]} (?: s | {stem[-2]}ed | {stem[-2]}ing )?"
    if stem.endswith("e"):
        return f"{stem[:-1]} (?: e[sd]? | ing )"
    return f"{stem} (?: e?s | ed | ing )?"


RISE = r"""(?: improvements? | gains? | increases? | boosts? | rises? | advances? | speed-?ups? | growth | enhancements?
    | jumps? | advantages? | uplifts? | lifts? | margins? | leads? | accelerations? | increments? )"""
FALL = r"""(?: reductions? | decreases? | drops? | declines? | loss (?: es )? | degradations? | savings | cuts
    | deteriorations? | falls? | compressions? | decrements? )"""
RAISES = rf"""(?: {verb("improve", "increase", "boost", "enhance", "raise", "gain", "outperform", "surpass", "exceed", "advance")}
    | {verb("accelerate", "expand", "jump", "lift", "push", "outscore", "better", "lead", "win+", "overtake", "strengthen")}
    | beat (?: s | ing | en )? | gr [oe] w (?: s | n | ing )? | rise (?: s | n )? | rose | sp [e]+ d s? \s up | speeding \s up
    | led | up | ahead | excel s? )"""
LOWERS = rf"""(?: {verb("reduce", "decrease", "drop+", "decline", "degrade", "lower", "save", "lag+", "mitigate", "minimize")}
    | {verb("underperform", "trail", "compress", "shorten", "deteriorate", "worsen", "diminish", "prune", "shrink", "hurt")}
    | cut (?: s | ting )? | fall (?: s | en | ing )? | fell | los (?: es? | t | ing ) | down | behind )"""
MORE = r"""(?: higher | better | more | faster | greater | larger | improved | stronger | longer | bigger | quicker | above
    | over | increased | richer | superior )"""
LESS = r"""(?: lower | less | fewer | smaller | worse | shorter | slower | cheaper | behind | below | reduced | lighter
    | decreased | inferior | weaker )"""

METRIC = r"""(?:
    (?i: accurac (?: y | ies ) | precisions? | recalls? | f [\s_-]? \{? [12] \}? \$? (?: [\s-]? (?: score | measure ) s? )?
      | f [-\s]? (?: score | measure ) s? | \w*scores? | (?: \w+ [\s-] )? rates? | errors? | perplexit (?: y | ies )
      | correlations? | agreements? | kappa | similarit (?: y | ies ) | coverage | sensitivity | specificity | exact \s match
      | mean \s (?: average \s precision | reciprocal \s rank ) | \w*auc [\w-]* | au (?: roc | prc ) | bleu [\w-]*
      | area \s under \s [\w\s-]{0,40}? curve s? | sacrebleu | rouge [\w-]* | meteor | chrf [+\d]* | comet | bleurt | spearman
      | pearson | dice | \w*iou | m?map (?: @ [\d.]+ )? | mrr (?: @ \d+ )? | n?dcg (?: @ \d+ )? | psnr | ssim | lpips | fid | rmse
      | mae | mse | mcc | cohen | krippendorff | matthews | smatch | purity | nmi | ari | top-?\d | (?: recall | hits? | r | p ) @ \w+
      | pass @ \w+ | values | quality | success | fluency | faithfulness | coefficient s? | u?uas | las | ppl | [wcetd]er | optimality \s gap )
    | AP\w* | mAP\w* | EM | Acc\.? | SR | MOS | PCC | CCC | LCC | QWK | UAR | WAR | TPR | FPR | FNR | TNR | MAPE | R@\d+ | CIDEr (?: -D )? | SPICE | R\^2 | R2 | α | κ | ρ | τ | r | alpha | FPS | AR\d*
    | Hits | MOTA | HOTA | IDF1 | FVD | CLIPScore | F\d? | ROC | IS | BPC | bpc | bpb )"""
REACHES = (
    verb("achieve", "obtain", "reach", "attain", "yield", "score", "record", "report", "receive", "register", "earn")
    + " | get s? | got"
)

LEVELS = r"""(?: performances? | results? | accurac (?: y | ies ) | scores? | quality | F1 | F-? (?: score | measure ) s? | AUC | BLEU | mAP | mIoU
    | levels? | effectiveness | efficiency | capabilit (?: y | ies ) | \w*rates? | robustness | generali[sz]ation | speed | numbers
    | precision | recall | correlations? | trade-?offs? | fidelity | outcomes? | abilit (?: y | ies ) )"""
COLLECTIONS = r"""(?: data \s? sets? | datasets? | benchmarks? | tasks? | languages? | domains? | seeds? | runs | corpora | test \s (?: sets? | suites? )
    | language \s pairs? | settings? | modalities | environments? | games | scenarios? | sub-?tasks? | directions | treebanks? | categories
    | subjects | LLMs | problems | metrics | collections | tracks | competitions | cities )"""
