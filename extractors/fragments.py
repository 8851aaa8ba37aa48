"""Named pieces that the patterns of rules are spelled from. They match the shape of a sentence: a number is a run of
one class sign, with its modifier ("up to") before it."""

from extractors.numbers import BARE, BOUND, COUNT, DECIMAL, PERCENT, PHYSICAL, POINTS, SIGNED, TIMES

__all__ = ["ANY", "FRACTION", "LEVEL", "METRIC", "WHOLE"]

MODIFIED = rf"{BOUND}*+"


def quantity(classes: str, group: str = "value") -> str:
    """A number of one of the classes; the modifier stays outside the group."""
    return rf"(?: {MODIFIED} (?P<{group}> {' | '.join(f'{sign}++' for sign in classes)} ) )"


def other(classes: str) -> str:
    return rf"(?: {MODIFIED} (?: {' | '.join(f'{sign}++' for sign in classes)} ) )"


CLASSES = PERCENT + POINTS + TIMES + PHYSICAL + BARE + DECIMAL + COUNT + SIGNED
ANY = quantity(CLASSES)
Q_PERCENT = quantity(PERCENT)
Q_TIMES = quantity(TIMES)
Q_POINTS = quantity(POINTS)
Q_SIGNED = quantity(SIGNED)
Q_PHYSICAL = quantity(PHYSICAL)
FRACTION = quantity(PERCENT + DECIMAL)
LEVEL = quantity(PERCENT + DECIMAL + BARE + PHYSICAL)
DIFFERENCE = quantity(PERCENT + POINTS + DECIMAL + SIGNED + BARE + PHYSICAL)
WHOLE = quantity(BARE + COUNT)

# words between, never over a number, a comma or the end of a clause
NO_NUMBER = rf"[^\s,;:{CLASSES}{BOUND}]"


def words(low: int, high: int) -> str:
    """`low` to `high` words, each followed by a space."""
    return rf"(?: {NO_NUMBER}++ \s ){{{low},{high}}}?"


RISE = r"""(?: improvements? | gains? | increases? | boosts? | rises? | advances? | speed-?ups? | growth | enhancements? | jumps?
    | advantages? | uplifts? | lifts? | margins? | leads? | accelerations? | increments? )"""
FALL = r"""(?: reductions? | decreases? | drops? | declines? | loss | losses | degradations? | savings? | cuts? | deteriorations? | falls?
    | compressions? | decrements? | improvement \s in \s (?: error | latency ) )"""
RAISES = r"""(?: improv (?: e[sd]? | ing ) | increas (?: e[sd]? | ing ) | boost (?: s | ed | ing )? | enhanc (?: e[sd]? | ing )
    | rais (?: e[sd]? | ing ) | gain (?: s | ed | ing )? | outperform (?: s | ed | ing )? | surpass (?: es | ed | ing )?
    | exceed (?: s | ed | ing )? | beat (?: s | ing | en )? | advanc (?: e[sd]? | ing ) | accelerat (?: e[sd]? | ing )
    | expand (?: s | ed | ing )? | grow (?: s | n | ing )? | grew | rise (?: s | n )? | rose | jump (?: s | ed | ing )?
    | lift (?: s | ed | ing )? | speed (?: s | ing )? \s up | sped \s up | push (?: es | ed | ing )? | outscor (?: e[sd]? | ing )
    | better (?: s | ed | ing )? | lead (?: s | ing )? | led | win (?: s | ning )? | overtak (?: es? | ing ) | up | ahead | strengthen s? | widen s? )"""
LOWERS = r"""(?: reduc (?: e[sd]? | ing ) | decreas (?: e[sd]? | ing ) | drop (?: s | ped | ping )? | declin (?: e[sd]? | ing )
    | degrad (?: e[sd]? | ing ) | lower (?: s | ed | ing )? | sav (?: e[sd]? | ing ) | cut (?: s | ting )? | shrink (?: s | ing )?
    | lag (?: s | ged | ging )? | fall (?: s | en | ing )? | fell | los (?: es? | t | ing ) | mitigat (?: e[sd]? | ing )
    | minimi[sz] (?: e[sd]? | ing ) | underperform (?: s | ed | ing )? | trail (?: s | ed | ing )? | compress (?: es | ed | ing )?
    | shorten (?: s | ed | ing )? | hurt s? | deteriorat (?: e[sd]? | ing ) | worsen (?: s | ed | ing )? | down | behind | diminish (?: es | ed | ing )? | prun (?: e[sd]? | ing ) )"""
MORE = r"""(?: higher | better | more | faster | greater | larger | improved | stronger | longer | bigger | quicker | above | over | as \s | increased | richer | superior )"""
LESS = r"""(?: lower | less | fewer | smaller | worse | shorter | slower | cheaper | behind | below | reduced | lighter | decreased | inferior | weaker )"""

METRIC = r"""(?:
    (?i: accurac (?: y | ies ) | precisions? | recalls? | f [\s_-]? \{? [12] \}? (?: [\s-]? (?: score | measure ) s? )? | f - (?: score | measure ) s?
      | f - ?[12] | f \$_\{?1\}?\$ | fscore | scores? | (?: \w+ [\s-] )? rates? | errors? | perplexit (?: y | ies ) | correlations? | agreements? | kappa | similarit (?: y | ies )
      | coverage | sensitivity | specificity | exact \s match | mean \s (?: average \s precision | reciprocal \s rank ) | auc [\w-]* | auroc | auprc
      | area \s under \s [\w\s]{0,30} curve s? | bleu [\w-]* | sacrebleu | rouge [\w-]* | meteor | chrf [+\d]* | comet | bert-?score | bleurt | spearman | pearson | dice | iou | miou
      | map (?: @ \d+ )? | mrr (?: @ \d+ )? | n?dcg (?: @ \d+ )? | psnr | ssim | lpips | fid | rmse | mae | mse | mcc | cohen | krippendorff | matthews | smatch | purity | nmi | ari
      | win[\s-]rate s? | top-?\d | recall @ \w+ | hits? @ \w+ | r @ \d+ | pass @ \w+ | p @ \d+ | quality | success | fluency | faithfulness | likelihood | coefficient s? | uas | las | uuas | ppl | wer | cer | eer | ter | der )
    | AP\w* | mAP\w* | EM | Acc\.? | SR | MOS | CIDEr (?: -D )? | SPICE | R\^2 | R2 | α | κ | ρ | τ | r | alpha | FPS | AR\d* | Hits | LAS | MOTA | HOTA | IDF1 | FVD | CLIPScore | F\d? | ROC | IS | BPC | bpc | bpb )"""

REACHES = r"""(?: achiev (?: e[sd]? | ing ) | obtain (?: s | ed | ing )? | reach (?: es | ed | ing )? | attain (?: s | ed | ing )? | yield (?: s | ed | ing )?
    | scor (?: e[sd]? | ing ) | record (?: s | ed | ing )? | report (?: s | ed | ing )? | receiv (?: e[sd]? | ing ) | get (?: s | ting )? | got | giv (?: es? | ing ) | gave
    | produc (?: e[sd]? | ing ) | demonstrat (?: e[sd]? | ing ) | show (?: s | ed | n | ing )? | deliver (?: s | ed | ing )? | resulted \s in | results? \s in | resulting \s in
    | with | hav (?: e | ing ) | has | had | is | was | are | were | to | at | perform (?: s | ed | ing )? | provid (?: e[sd]? | ing ) | earn (?: s | ed | ing )? | exhibit (?: s | ed | ing )? | register (?: s | ed | ing )? )"""
