"""Which letter a word gets: the closed word lists behind the shallow reading of a sentence.

A sentence becomes a string with one letter a token (`clause.read_clause`), and the slots are looked for with
patterns over these letters. Small letters are function words, capitals carry content:

    d determiner      u our               P pronoun          W which, that      s while, when
    f of    o on      i in    r for       t to     h with    b by      v over   n than
    m from  @ at      g against, versus   x across, among    p other prepositions
    l including       & and, or           X auxiliary        a adverb           j comparative
    c compared, relative                  y respectively
    V verb  G verb in -ing                E verb in -ed      A verb of advantage ("outperforms")
    N name  M metric  T data set          K task             S system           H head of a task's name
    I gain, drop      B performance       D number           w any other word
    Q a claim's number                    Z a size or share  R a rank's words
    , ; : ( ) - = '   themselves
"""

import re

__all__ = ["BARE", "LEADING", "letter", "letters", "words_of"]


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = {
    "d": "a an the this these those its their his her each every all both some any several many various multiple "
    "different diverse such other another most two three four five six seven eight nine ten eleven twelve numerous "
    "respective certain same whole entire",
    "u": "our my ours",
    "P": "we it they i he she them us",
    "W": "which that who whose whom",
    "s": "while when whereas although though because since if where whether unless once how why",
    "f": "of",
    "o": "on upon onto",
    "i": "in",
    "r": "for",
    "t": "to",
    "h": "with",
    "b": "by",
    "v": "over",
    "n": "than",
    "m": "from",
    "@": "at",
    "g": "against versus vs vs.",
    "x": "across among amongst throughout",
    "p": "under via through between within without during into towards toward as per beyond after before using despite "
    "given about above below due following regarding concerning along behind like except unlike apart according "
    "regardless",
    "l": "including e.g. e.g i.e. i.e namely",
    "&": "and or & nor plus but",
    "X": "is are was were be been being has have had having can could may might will would shall should must do "
    "does did "
    "not never cannot don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't can't couldn't won't "
    "wouldn't also n't only just even still already",
    "c": "compared relative comparing comparison compare",
    "y": "respectively",
    "j": "better higher lower faster slower larger smaller bigger fewer less more greater stronger weaker worse "
    "shorter "
    "longer cheaper superior inferior best highest lowest fastest closer lighter easier lesser tighter",
    "a": "very much quite rather far almost nearly approximately around roughly up least overall well together often "
    "then meanwhile besides nevertheless nonetheless thus hence therefore moreover furthermore however "
    "finally further again first secondly here there instead "
    "out indeed either neither thereby itself themselves ii iii iv too so yet ~ ≈ $\\sim$ \\sim barely hardly",
}

VERBS = words_of(
    "achieve obtain reach attain yield show demonstrate report observe find reveal indicate suggest confirm prove "
    "verify "
    "improve reduce increase decrease boost enhance raise lower accelerate gain drop rise cut save speed degrade "
    "advance "
    "lead result give produce deliver bring provide get make allow enable require use utilize employ apply "
    "propose introduce present develop describe design devise build create release construct collect offer contribute "
    "evaluate experiment validate test train establish set maintain retain preserve keep perform generalize "
    "score consist contain comprise include cover range rank place win come take leave see note conduct argue "
    "exhibit record receive lag lack fall go remain become grow double halve triple incur consume run converge "
    "learn explore investigate study examine analyze address tackle solve aim help extend leverage combine integrate "
    "illustrate highlight showcase enjoy need spend mitigate alleviate eliminate suffer fail struggle differ "
    "predict identify detect classify recognize capture generate translate narrow close bridge push ensure "
    "vary expose outline summarize conclude discover adopt exploit incorporate facilitate support attend transfer "
    "scale shrink correlate compress minimize maximize lose trail recover correct answer feature"
)
# Verbs by 20,000 abstracts: after "we", "to", "can" at least as often as after "the", "of". Their forms in -ing are
# names of doings as often as not, and stay plain words.
PLAIN_VERBS = words_of(
    "accept accommodate accomplish account acquire adapt add adjust advocate affect aggregate agree aid "
    "align analyse appear approximate arise arrive ask assess assign assist associate assume "
    "attempt augment automate avoid balance begin believe benefit bootstrap break bypass calculate "
    "calibrate carry cause change characterize check choose circumvent combat communicate compensate "
    "compile complement compose comprehend compute concentrate conjecture connect corroborate consider constrain "
    "continue convert convey cope counter curate deal decide decode decompose decouple define delve "
    "depend deploy derive determine diagnose differentiate disambiguate discern discriminate discuss "
    "disentangle distill distinguish divide draw drive ease elaborate elicit embed emerge emphasize "
    "empower emulate encode encounter encourage enforce engage enrich enumerate equip estimate execute "
    "exist expand expect explain express extract feed fill filter finetune fit fix focus follow force "
    "formalize formulate foster fulfill fuse gather gauge generalise grasp guarantee guess guide handle "
    "happen harm harness hope hypothesize ignore imitate implement induce infer inform initialize inject "
    "inspect inspire intend interact interpret involve isolate judge justify limit locate look manage "
    "manipulate measure meet memorize merge mimic modify monitor motivate move navigate occur operate "
    "optimize organize overcome overfit parse participate perceive pick pinpoint plan play posit "
    "possess prepare preprocess pretrain prevent probe promote propagate prune protect publish pursue put "
    "quantify read realize recommend reconstruct refer refine reflect reformulate regularize relate "
    "remedy remove render replace replicate represent reproduce resolve respond restore restrict retrieve "
    "return reuse revise revisit rewrite satisfy seek select serve share shed simplify simulate specify "
    "spur start steer stimulate store strengthen submit succeed supplement synthesize teach tell tend "
    "trace transform treat try tune turn uncover understand undertake unify update visualize want wish "
    "write "
)
# What they govern is compared with, never measured: "outperforms X".
ADVANTAGE_VERBS = words_of(
    "outperform surpass exceed beat outrank outscore outpace outclass underperform match rival out-perform"
)
# Forms that are nouns or adjectives at least as often, and those that a table of nouns must not take.
NOUN_FORMS = words_of(
    "result results score scores test tests set sets train training range ranges study use experiment experiments "
    "design "
    "place places run learning testing speed gain gains drop drops increase decrease boost rise cut record records "
    "lead "
    "finding report reports note answer answers present support transfer scale scaling close need predicting "
    "identifying "
    "detecting classifying recognizing generating translating lower rank ranking release advance collected contract "
    "cover covering saving given test tested reported building studies uses designs supports transfers answering "
    "places "
    "account accounts act affect aid aids analyses answer appropriate approximate approximates associate "
    "attempt attempts balance benefits break breaks cause causes change changes check checks counter deal "
    "display displays ease estimate estimates filters fit fix focus force forces guess guide guides hopes "
    "judges limit limits look looks measure measures move moves parse plan plans play plays probe probes "
    "read return returns share shares start starts store trace traces turn turns update updates "
    "aggregated automated balanced benefit conjecture constrained decoupled disentangled distilled "
    "elaborate estimated expanded fixed isolated limited merge modified preprocessed pretrained refined "
    "retrieved reuse revised selected shared simplified simulated specified unified display "
    "rises cuts needs releases increases decreases boosts speeds scales notes tops correct corrects summarizing "
    "feature features featured"
)
IRREGULAR = {
    **dict.fromkeys(
        words_of(
            "found gave led brought got kept won ended came took saw fell went became grew ran showed rose lost "
            "improves lead worked"
        ),
        "V",
    ),
    **dict.fromkeys(words_of("shown made built beaten proven seen based measured"), "E"),
    "given": "p",
    "beats": "A",
    "exceeds": "A",
    **dict.fromkeys(words_of("rises climbs soars plummets dips jumps stays stayed sits"), "V"),
    "set": "T",
    "sets": "T",
    "setting": "w",
}

CONTENT_WORDS = {
    "T": "dataset datasets benchmark benchmarks corpus corpora treebank treebanks challenge leaderboard leaderboards "
    "testbed testbeds suite suites database databases collection collections competition competitions data-set "
    "data-sets testset testsets test-set test-sets split splits track",
    "K": "task tasks subtask subtasks sub-task sub-tasks problem problems",
    "S": "model models method methods approach approaches system systems framework frameworks algorithm algorithms "
    "architecture architectures network networks technique techniques strategy strategies pipeline pipelines "
    "baseline baselines classifier classifiers detector detectors parser parsers tagger encoder decoder tool tools "
    "module modules solution solutions scheme schemes mechanism mechanisms agent agents policy policies "
    "optimizer submission submissions procedure paradigm variant variants ensemble ensembles methodology "
    "counterpart counterparts ones work works llms llm toolkit formulation objective recipe proposal idea run runs",
    "I": "improvement improvements increase increases gain gains reduction reductions decrease decreases drop drops "
    "boost boosts degradation savings saving speedup speedups speed-up speed-ups acceleration advantage margin margins "
    "jump uplift lift rise difference differences gap deterioration decline enhancement enhancements superiority "
    "loss speed up decrement increment",
    "B": "performance performances result results effectiveness success outcomes outcome",
    "M": "accuracy accuracies precision recall f1 f-1 f_1 f1-score f1-scores f-score f-scores f-measure f1-measure "
    "bleu "
    "sacrebleu rouge rouge-1 rouge-2 rouge-l meteor chrf chrf++ ter cer wer wers per bertscore comet bleurt perplexity "
    "ppl auc aucs auroc auprc roc-auc roc mrr map ndcg mse rmse mae mape psnr ssim lpips fid iou miou ap map50 ap50 "
    "map@50 "
    "eer dice jsc jaccard kappa correlation correlations uas las uuas mcc cider spice em r2 r^2 auc-roc fvd fps "
    "gflops flops latency throughput score scores rate rates error errors loss regret error-rate perplexities "
    "g-mean recall@1 recall@5 recall@10 hits@1 hits@10 r@1 r@5 r@10 top-1 top-5 rank-1 acc macro-f1 micro-f1 macs "
    "micro-auc pearson spearman efficiency runtime memory robustness sensitivity specificity faithfulness fairness "
    "cost costs time times speed speeds overhead overheads coverage f1s rmses sdr si-sdr snr pesq stoi wer/cer "
    "fluency adequacy consistency accuracy/f1 micro-averaged macro-averaged footprint energy usage "
    "interpretability bits agreement similarity div quality diversity readability relevance coherence "
    "bandwidth f-1-score f2 f0.5 ece nll elbo dsc hausdorff mpjpe epe fde ate kl ktau pck oks pq hota mota idf1 "
    "reciprocal j&f cider-d bpc bpb pass@1 pass@10 elo tpr fpr tnr fnr fpr95 fdr asr apfd dcf mos",
    "H": "classification detection segmentation recognition translation parsing generation answering retrieval "
    "extraction "
    "tagging summarization summarisation captioning inference prediction estimation analysis matching linking "
    "resolution identification understanding reasoning completion entailment modeling modelling ranking labeling "
    "labelling synthesis reconstruction tracking localization matting comprehension disambiguation verification "
    "forecasting clustering induction re-identification denoising super-resolution restoration simplification "
    "paraphrasing qa nli ner vqa asr nmt mt transcription diarization separation registration grounding recommendation "
    "navigation manipulation control editing selection imputation alignment correction scoring typing "
    "conversion inflection transliteration assessment mining rewriting chunking spotting attribution profiling "
    "expansion categorization normalization anticipation transfer transfer-learning",
}

# No adverbs, for all their ending.
IN_LY = words_of(
    "anomaly family assembly supply early daily weekly monthly friendly reply multiply monopoly costly lively"
)
# Metrics only where they are written with a capital.
ACRONYMS = words_of("map ter cer per ate ece kl div comet spice meteor em elo acc ap cider dice roc mos fid pearson")

# Words that open a noun phrase without belonging to the name in it.
LEADING = words_of(
    "a an the this these those its their his her our my each every all both some any several many various multiple "
    "different diverse such other another most two three four five six seven eight nine ten eleven twelve numerous "
    "standard popular widely-used commonly used challenging public publicly available well-known recent recently "
    "new newly novel same overall average absolute relative significant significantly substantial mean "
    "released only also whole entire proposed existing aforementioned resulting"
)
# What says nothing as a metric.
BARE = words_of(
    "performance performances result results improvement improvements gain gains increase reduction outcome outcomes "
    "success effectiveness margin margins one ones points point way work choice level scores metric metrics option"
)

NUMBER = re.compile(r"[+\-±~<>≈≥≤]?\$?\d[\d.,:/×x%–-]*(?:st|nd|rd|th|%|\\%|k|m|b|x)?\$?", re.IGNORECASE)
INSIDE = re.compile(r"(?:\\[a-zA-Z]+\{|[*\"“”'‘’`$\[{~_])*(.*?)(?:[*\"“”'‘’`$\]}~.?!]|\\%)*", re.DOTALL)
METRIC_ENDS = ("accuracy", "score")
METRIC_TAIL = re.compile(
    r"(?:.*[-_@/])?(?:accuracy|acc|f1|f_?1(?:-?score)?|auc|bleu(?:-\d)?|rouge(?:-\w+)?|score|error|recall(?:@\d+)?"
    r"|precision(?:@\d+)?|ndcg(?:@\d+)?|map(?:@\d+)?|r@\d+|p@\d+|hits@\d+|pass@\w+|mrr(?:@\d+)?|iou|psnr|rate|wer|cer|speedup)"
    r"|(?:f-?1|acc|auc|bleu|rouge|meteor)[-@_]\w+"
)
MARKS = {
    **{mark: mark for mark in ",;:()-="},
    **dict.fromkeys(("—", "–", "--", "---", "→"), "-"),
    "[": "(",
    "]": ")",
    "'s": "'",
    "’s": "'",
    "±": "=",
    "/": "&",
    ".": ";",
}


def inflected(verb: str) -> dict[str, str]:
    """The forms of a regular verb, each with its letter."""
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + "es" if verb.endswith(("s", "sh", "ch", "x")) else verb + "s"
    forms = {verb: "V", third: "V", stem + "ing": "G", stem + "ed": "E"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        forms |= {verb[:-1] + "ies": "V", verb[:-1] + "ied": "E"}
    if verb in {"get", "cut", "drop", "run", "win", "transfer", "lag", "shrink"}:
        forms |= {verb + verb[-1] + "ing": "G", verb + verb[-1] + "ed": "E"}
    return forms


def word_letters() -> dict[str, str]:
    table: dict[str, str] = {}
    for verb in sorted(PLAIN_VERBS):
        table |= {form: tag for form, tag in inflected(verb).items() if tag != "G"}
    for verb in sorted(VERBS):
        table |= inflected(verb)
    for noun in NOUN_FORMS:
        table.pop(noun, None)
    table |= IRREGULAR | dict.fromkeys(IN_LY, "w")
    for verb in ADVANTAGE_VERBS:
        table |= dict.fromkeys(inflected(verb), "A")
    for lists in (CONTENT_WORDS, FUNCTION_WORDS):
        for tag, words in lists.items():
            table |= dict.fromkeys(words.split(), tag)
    return table


WORD_LETTERS = word_letters()


def letter(token: str) -> str:
    """The letter of one token, by its own shape and spelling alone."""
    mark = MARKS.get(token)
    if mark:
        return mark
    if not token.isalpha():
        match = INSIDE.fullmatch(token)
        token = match[1] if match else token
        if not token:
            return "a"
    low = token.lower()
    known = WORD_LETTERS.get(low)
    if known:
        return known_letter(token, low, known)
    if token.isalpha() and low == token:
        return "a" if low.endswith("ly") and len(low) > 4 else "M" if low.endswith(METRIC_ENDS) else "w"
    if NUMBER.fullmatch(token):
        return "D"
    if low.startswith(("test-", "dev-")):
        return "T"  # "test-other"
    if "-" in low and WORD_LETTERS.get(low.rsplit("-", 1)[1]) == "H":
        return "N" if token[:1].isupper() and token.rsplit("-", 1)[1].isupper() else "H"  # "SQuAD-QA", "open-domain-qa"
    if METRIC_TAIL.fullmatch(low):
        return "M"
    if low.endswith("ly") and token[1:] == low[1:] and "-" not in low:
        return "a"
    return "N" if low != token or (len(token) > 2 and any(map(str.isdigit, token))) else "w"


def known_letter(token: str, low: str, known: str) -> str:
    """ "IN" and "It" are words, "SET" or "LEAD" may be names: capitals throughout make a name of a content word, and
    a metric's abbreviation is none without a capital."""
    if token == low:
        return "w" if low in ACRONYMS else known
    return "N" if (known in "wVGETKSIB" and len(token) > 2 and token.isupper()) or token in {"US", "IT"} else known


class Letters(dict[str, str]):
    """The letter of each token with the white space after it, remembered; forgotten when it has grown too large."""

    def __missing__(self, piece: str) -> str:
        if len(self) > 60_000:
            self.clear()
        found = self[piece] = letter(piece.strip())
        return found


letters = Letters().__getitem__
