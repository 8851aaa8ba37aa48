"""The words by which tables say what they are: names of axes, of sizes, of hyper-parameters, of a paper's own rows.

Each pattern is matched against a whole heading in small letters, or searched where its name says `…_ANYWHERE`.
"""

from typing import NamedTuple

import regex

from extractors.linking.model_name import CITATION_KEY

__all__ = [
    "ABLATED",
    "ABLATION_ANYWHERE",
    "AVERAGE",
    "BENCHMARK_AXIS",
    "BRACKETED",
    "BY_PEOPLE_ANYWHERE",
    "CITED",
    "COMPLEXITY",
    "CONDITION_AXES",
    "COST",
    "COUNT",
    "COUNTED",
    "DATA_AXIS",
    "DELTA",
    "LANGUAGES",
    "LANGUAGE_AXIS",
    "LANGUAGE_PAIR",
    "LISTED_AT",
    "MEASURED_ON",
    "MEDIAN",
    "METRIC_AXIS",
    "MODEL_AXIS",
    "NO",
    "NO_DATA_SET",
    "NO_VERSION",
    "NUMBERED_AXIS",
    "NUMBERED_LEVEL",
    "OTHERS_ANYWHERE",
    "OTHER_MEASURE_ANYWHERE",
    "OWN",
    "PAPER",
    "PARAMETER",
    "PARAMETERS_ANYWHERE",
    "RESULTS_ANYWHERE",
    "RIVALS_ANYWHERE",
    "SETTING_AXIS",
    "SHORT_FORMS",
    "SIZE",
    "SOURCE_AXIS",
    "SPLIT_AXIS",
    "SPREAD_ANYWHERE",
    "STATISTICS_ANYWHERE",
    "SUBSET",
    "SUBSET_AXIS",
    "TRAINED_ON",
    "WHOLE",
    "WHOLE_BELOW",
    "WITHIN_ANGLE",
    "WITH_OR_WITHOUT",
    "YES",
    "ShortForm",
    "said_on",
]


def words(pattern: str) -> "regex.Pattern[str]":
    return regex.compile(pattern, regex.VERBOSE | regex.IGNORECASE)


MODEL_AXIS = words(
    r"""(?: the | our | base | backbone | language | embedding | ranking | single | training | evaluated )? \s*
    (?: models? | methods? | systems? | approach(?:es)? | algorithms? | architectures? | networks? | teams?
      | participants? | submissions? | baselines? | variants? | classifiers? | learners? | agents? | polic(?:y|ies)
      | techniques? | detectors? | parsers? | taggers? | encoders? | frameworks? | backbones? | llms?
      | pre-?trained\smodels? | summari[sz]ers? )
    (?: \s* (?: name | names | type | variant | \(.*\) ) )? | models? \s* [/&] .* | .* [/\\] \s* models?"""
)
BENCHMARK_AXIS = words(
    r"(?:test\s|evaluation\s|target\s)?(?:data[\s-]?sets?|benchmarks?|corpus|corpora|tasks?|data|test\ssets?)"
)
# The same, where tasks are none.
DATA_AXIS = words(r"(?:\w+\s)?(?:data[\s-]?sets?|benchmarks?|corpus|corpora)(?:\sname)?")
# What a row is from, and so may be named by.
PAPER = words(r"(?:papers?|source|ref(?:erence)?s?\.?|authors?|publication)(?:\s?/\s?.*)?")
# Names of rows that count something, or tell how data are made.
COUNT = words(
    r"""\s*(?:\#|№|(?:total\s|average\s)?(?:number|no\.)\sof\b)
    | (?:(?:avg\.?|average|mean|max\.?|total)\s)? (?:nodes?|edges?|vertices|classes|users|items
      |interactions|triples|communities|(?:node\s|edge\s|label\s)?homophily(?:\sratio)?|(?:node|edge|label)\shom\.?
      |(?:node\s)?degree|density|sparsity|diameter)$"""
)
COUNTED = words(r"\(?[~≈]?[0-9]+(?:\.[0-9]+)?\s?[kmbg]\)?")
METRIC_AXIS = words(r"(?:evaluation\s)?(?:metrics?|measures?|criteri(?:on|a)|scores?)")
SPLIT_AXIS = words(r"(?:data\s)?(?:splits?|partitions?)|evaluation\ssets?")
# What tells parts of a data set apart, and no models.
SUBSET_AXIS = words(
    r"sub-?sets?|(?:question|answer|relation|entity|object|event|error|query|scene|defect)s?\s(?:types?|categor(?:y|ies)|class(?:es)?)"
    r"|categor(?:y|ies)|class(?:es)?|domains?|difficult(?:y|ies)|difficulty\slevels?|genres?"
)
LANGUAGE_AXIS = words(r"lang(?:uages?|\.)?|language\spairs?|pairs?|locale|direction")
# What is set to a number: how much an image is enlarged, how noisy the labels are.
NUMBERED = (
    r"(?:(?:up-?(?:scaling|sampling)\s?|scaling\s)?(?:scale|factor)s?"
    r"|(?:(?:label|symmetric|asymmetric|sym\.|asym\.|instance-dependent|real-world)\s)*noise(?:\s(?:level|rate|ratio)s?)?"
    r"|(?:missing|masking|label(?:ing|led|ed)?|corruption|sampling|imbalance|compression|dropping)\s(?:rate|ratio|fraction|proportion)s?"
    r"|σ|sigma)"
)
SETTING_AXIS = words(
    r"settings?|shots?|\#?\s?shots|prompt(?:ing)?|type|training(?:\sdata)?|extra(?:\straining)?\sdata|supervision|pre-?train(?:ing|ed)?"
    r"(?:\sdata)?|features?|backbone|input|resolution|modality|decoding|tokenization|loss|reward|initiali[sz]ation|k"
    rf"|(?:label\s)?rate|{NUMBERED}"
)
# Settings that are numbers, and stand in columns like values.
NUMBERED_AXIS = words(
    rf"{NUMBERED}|\#?\s?shots?|k-?shot|horizon|(?:input\s)?resolution"
    r"|(?:input|image)\ssize|year|venue"
)
# A heading that is a number, and so sets something: "0.5", "20%", "×2", "σ = 25".
NUMBERED_LEVEL = words(r"(?:[^\W\d_]\s?=\s?)?(?:×\s?|x)?\d{1,3}(?:\.\d+)?\s?(?:×|\\?%)?")
# Columns of settings that tell how a system was asked or run, each with the key of its protocol.
CONDITION_AXES = (
    ("prompt", words(r"prompt(?:ing|s)?")),
    ("shots", words(r"(?:\#|no\.?\sof|number\sof)?\s?(?:few-?)?shots?")),
    ("extra-data", words(r"(?:extra|additional|external)(?:\s(?:training\s)?data)?\??")),
    ("resolution", words(r"(?:(?:input|image|test|eval(?:uation)?)\s)?(?:resolution|res\.?)|(?:input|image)\ssize")),
    ("models", words(r"ensemble[ds]?\??")),
    ("scale", words(r"(?:up-?(?:scaling|sampling)\s?|scaling\s)?(?:scale|factor)s?")),
    (
        "setting",
        words(
            r"settings?|noise(?:\slevel)?|σ|sigma|decoding|supervision"
            r"|inference|protocol|(?:evaluation|test)\s(?:setting|mode)"
        ),
    ),
)
# In a column that asks whether: what says yes, and what says no.
YES = words(r"✓|✔|√|yes|y|\\checkmark|\$\\checkmark\$|✅|ensemble")
NO = words(r"✗|✘|×|no|n|[-–—]|none|w/o|\\xmark|❌|single|n/?a|")
SOURCE_AXIS = words(
    r"(?:paper|papers|source|code|link|links|ref\.?|refs\.?|references?|venue|authors?|url|github|citation|publication"
    r"|pub\.?|year|date|rank|\#|no\.?|id|notes?|comments?|implementation|paper\s?/\s?source|availability)"
)
SIZE = words(
    r"""(?:\#|№|num(?:ber)?\.?\sof\b|no\.\sof\b|count\b|avg\.?\s(?:length|len|\#)|average\s(?:length|number)).*
    | (?:.*\s)? (?: \#\s?params? | params? | parameters | size | sizes | g?flops?(?:\s\(.*\))? | macs | memory | mem\.?
      | vram | storage | time | times | latency | speed | speed-?up | fps | throughput | runtime | run-?time | steps
      | epochs? | iterations? | iters? | tokens | types | sentences | words | documents | docs | instances | samples
      | examples | utterances | entities | questions | queries | pairs | vocab(?:ulary)? | classes | images | videos
      | hours | hrs | minutes | mins | seconds | secs | years? | dates? | rank | support | cost | price | length
      | complexity
      | len\.? | dim(?:ension)?s? | layers? | heads | gpus? | depth | width | total | cardinality | proportion | share
      | kb | mb | gb | frequency | freq\.? | counts? )
      (?: \s* [(\[] .* [)\]] )? (?: \s* / \s* .* )?
    | n | k | seed | run | fold | step | epoch"""
)
# What systems cost; leaderboards are of what they are good at.
COST = words(
    r".*\b(?:fps|params?|parameters?|g?flops?|g?macs?|memory|(?:run|inference|training|search|test)?[\s-]?time|latency|speed|size|throughput|operations)\b.*"
)
COMPLEXITY = words(r"(?:.*\s)?complexity(?:\s?[(\[].*)?")  # what is reckoned, and not measured
PARAMETER = words(
    r"""hyper-?parameters? | (?:.*\s)? learning[\s-]rate .* | lr .* | (?:.*\s)? batch[\s-]?size .*
    | (?:.*\s)? drop-?out .*
    | optimi[sz]er .* | weight\sdecay .* | warm-?up .*
    | (?:number\sof\s|max(?:imum)?\s|train(?:ing)?\s|\#\s?)?(?:epochs?|steps|iterations)
    | (?:.*\s)? (?:hidden|embedding|embed|layer|vocab(?:ulary)?|kernel|filter|feature|window|buffer|model|latent|state)
      [\s-](?:size|sizes|dim|dims|dimension|dimensions|units|width) .*
    | (?:number\sof\s|num\.?\s|\#\s?)? (?:hidden\s|attention\s|encoder\s|decoder\s)? (?:layers?|heads|units|filters)
    | momentum | adam .* | (?:.*\s)? temperature .* | (?:max(?:imum)?\.?\s) .* len(?:gth)? .* | beam\s(?:size|width)
    | activation .*
    | gradient\s.* | clip.* | (?:random\s)?seeds? | (?:label\s)?smoothing
    | (?:λ|α|β|γ|ε|δ|τ|η|lambda|alpha|beta|gamma|epsilon|tau)\W?.{0,3}
    | patience | discount .* | replay\s.* | regulari[sz]ation .* | (?:lr\s)?schedul(?:e|er) | precision\s\(bits\)"""
)
DELTA = words(
    r"(?:.*\s)?(?:Δ|δ|∆|delta|gains?|improv(?:ement|\.)?s?|imp\.|diff(?:erence|\.)?s?|increase|decrease|drop|change|rel\.?|relative|reduction"
    r"|p-?values?|significance|std\.?(?:\sdev\.?)?|variance|deviation|σ|margin)(?:\s.*)?|[Δ∆].*"
)
AVERAGE = words(
    r"(?:macro-?\s?|micro-?\s?)?(?:avg|average|averaged|mean|overall|all|total)\.?(?:\s.*)?|.*\s(?:avg|average|mean)\.?"
)
# "11.25°": the share of what lies within that angle.
WITHIN_ANGLE = words(r"(?:%|within)?\s?(?:[<≤]|\\leq?)?\s?[0-9]+(?:\.[0-9]+)?\s?(?:°|º|deg(?:rees?)?\.?)")
MEDIAN = words(r"(?:med|median)\.?(?:\s.*)?")
# Parts of a benchmark that a heading may name without it ("Easy" under "ARC").
SUBSET = words(
    r"easy|medium|hard|harder|challenge|seen|unseen|novel|base|in-?\s?domain|out-?of-?\s?domain|o\.?o\.?d\.?|i\.?d\.?|in-distribution"
    r"|out-of-distribution|small|large|clean|noisy|other|easy\sset|hard\sset"
)
# What a system was run with ("w/o LM" above "test-clean"): no metric and no data set.
WITH_OR_WITHOUT = words(r"(?:w/o?|with|without)\s?[^\W\d].*")


class ShortForm(NamedTuple):
    """`short` is written out as `long` in a table whose caption or headings speak of its `company`, or that has several
    of its kind."""

    short: "regex.Pattern[str]"
    long: str
    company: "regex.Pattern[str]"


SHORT_FORMS = (
    ShortForm(words(r"R-?(1|2|L|Lsum|S|SU4?)"), r"ROUGE-\1", words(r"\bROUGE")),
    ShortForm(words(r"B-?@?([1-4])"), r"BLEU-\1", words(r"\bBLEU-?[1-4]")),
    ShortForm(words(r"R(1|5|10|50|100)"), r"R@\1", words(r"^R(?:5|10|50|100)$|\brecall\b|\bR\s?@")),
    ShortForm(words(r"MR"), "mean rank", words(r"\bMRR\b|\bHits?\s?@|\bH@")),
    ShortForm(words(r"P"), "precision", words(r"^(?:R|rec(?:all)?\.?)$")),
    ShortForm(words(r"R"), "recall", words(r"^(?:P|prec(?:ision)?\.?)$")),
    ShortForm(words(r"F"), "F1", words(r"^(?:P|prec(?:ision)?\.?)$")),
    ShortForm(words(r"N@(\d+)"), r"nDCG@\1", words(r"\bn?DCG\b|\bHits?\s?@|\bH@|\bHR\s?@")),
    ShortForm(words(r"H@(\d+)"), r"Hits@\1", words(r"\bHits?\s?@|\bhit\srat")),
)
# "F1@10, 25, 50", "R@{1,5,10}": one measure at several thresholds, listed in one heading.
LISTED_AT = words(r"(?P<measure>[A-Za-z][\w -]*?)\s?@\s?[({\[]?(?P<at>\d+%?(?:\s?[,/|]\s?\d+%?)+)[)}\]]?(?:\s?\(%\))?")
OTHERS_ANYWHERE = words(r"\b(?:others?|rest|remaining|all)\b")
# The whole of a benchmark, beside its parts.
WHOLE = words(r"overall|all|total|full")
WHOLE_BELOW = words(r"(?:overall|all|total|full|mean)\.?")

OWN = words(r"\b(?:ours?|proposed|this\s(?:work|paper|study))\b")
CITED = words(
    r"et\sal\b | \(?\b(?:19|20)[0-9]{2}[a-z]?\)? \s* $ | [(\[] [^()\[\]]* \b(?:19|20)[0-9]{2}[a-z]? [)\]] | \\cite"
    r"| \[[0-9,;\s–-]*[0-9]\]"
    rf"| {CITATION_KEY}"
)
ABLATED = words(
    r"\s*(?:[-−–]\s+\S.*|[-−–][A-Z]\S*.*|w/o\b.*|without\b.*|no\s.*|minus\b.*|only\s.*|.*\bw/o\b.*|.*\sonly|.*\(without\s.*)"
)

ABLATION_ANYWHERE = words(r"\bablat(?:ion|ions|ive|ed|ing)\b|\bcontribution\sof\seach\b")
PARAMETERS_ANYWHERE = words(
    r"\bhyper-?\s?parameters?\b|\b(?:training|model|implementation|experimental)\s(?:settings?|configurations?|details)\b"
    r"|\bsearch\s(?:space|range)|\bnotations?\b|\bparameter\ssettings?\b"
)
STATISTICS_ANYWHERE = words(
    r"\bstatistics\b|\bdistribution\s(?:of|over)\b|\bnumbers?\sof\b|\boverview\sof\s(?:the\s)?(?:data|corp|task)"
    r"|\b(?:data\s?set|corpus|data)\s(?:sizes?|details|splits?|composition|description)|\b(?:sizes?|description|properties|details)\sof\s(?:the\s|all\s|our\s)*"
    r"(?:data|corp|benchmark)|\bannotator|\binter-annotator|\bfrequenc(?:y|ies)\sof"
)
RESULTS_ANYWHERE = words(
    r"\bresults?\b|\bperformances?\b|\bcompar(?:ison|ed|ing)\b|\bevaluation\b|\bscores?\b|\baccurac(?:y|ies)\b|\bleader-?board\b"
)
# A caption that holds a system against those of others.
RIVALS_ANYWHERE = words(
    r"\b(?:compar(?:isons?|ed|ing)|performances?|results?)\b[^.]{0,60}?\b(?:(?:other|different|existing|previous|recent|competing)\s(?:\w+\s)?(?:methods?"
    r"|models?|approach(?:es)?|systems?|works?|algorithms?)|state[\s-]of[\s-](?:the[\s-])?arts?|so-?tas?|baselines?)\b"
)
BRACKETED = words(r"\s*[(\[][^()\[\]]*[)\]]")
# A name behind "on": spelled with a capital, as coined words are, or with "data set" behind it.
MEASURED_ON = regex.compile(
    r"""\b(?:[Oo]n|[Ff]or|[Oo]ver|[Uu]sing)\s(?:[Tt]he\s|[Oo]ur\s)?
    (?:(?P<name>(?:[A-Z][\w./+&-]*)(?:\s[A-Z0-9][\w./+&-]*){0,3})\s
        (?:(?:test|val\w*|dev\w*|public|held-out)\s)?(?:data\s?sets?|benchmarks?|corpus|database|challenge|(?:test|val\w*|dev\w*)?[\s-]?sets?|test|val)\b
      |(?<=[Oo]n\s(?:the\s)?)(?P<name>[\w./+&-]*(?:[a-z0-9-][A-Z]|[A-Z]{2}|[A-Za-z]-?\d)[\w./+&-]*(?<![.,-])(?:\s[A-Z0-9][\w/+&-]*){0,2})(?=[\s.,:;]|$)
        (?!\s(?:base\s|large\s)?(?:models?|backbones?|GPUs?|architectures?|space)\b))""",
    regex.VERBOSE,
)


def said_on(name: str, text: str) -> bool:
    """Whether a text speaks of what was measured on the data set: "on the MRPC"."""
    return (
        regex.search(rf"\b(?:on|for|in|over|using)\s(?:the\s)?{regex.escape(name)}(?!\w)", text, timeout=0.5)
        is not None
    )


# Spelled so, and no data set.
NO_DATA_SET = words(
    r"^(?:GPUs?|CPUs?|TPUs?|NVIDIA\b.*|RTX.*|V100s?|A100s?|NLP|CV|NMT|MT|QA|VQA|NER|NLI|LLMs?|[A-Z]*(?:NN|GAN|BERT|Net)s?|Test|Dev|Table|Figure)$"
)
# Before a data set's name: it was learnt from, and not measured on.
TRAINED_ON = words(
    r"\b(?:(?:pre-?|fine-?)?(?:train(?:ed|ing)?|tun(?:ed|ing))|additional|extra|external|augmented|initiali[sz]ed|learn(?:ed|t))\b"
    r"(?!.*\b(?:test|tested|evaluat\w*|results?)\b)[^.;,]{0,40}$"
)
# Measures that no benchmark's usual metric can stand in for.
BY_PEOPLE_ANYWHERE = words(
    r"\b(?:human|manual)\s(?:evaluation|assessment|rating|judg|annotat)|\b(?:preferences?|judges?|annotators?)\b"
)
OTHER_MEASURE_ANYWHERE = words(
    r"\w@\d|\bcorrelations?\b|\berrors?\b|\brates?\b|\bkappa\b|\bagreement\b|\bratings?\b|\bdistances?\b|\bsimilarit(?:y|ies)\b"
    r"|\bloss(?:es)?\b|\b(?:human|manual)\s(?:evaluation|assessment|judg)|\bpreferences?\b"
)
SPREAD_ANYWHERE = words(
    r"\bstd\b|standard\s(?:deviation|error)|\bdeviations?\b|\bconfidence\b|±|\\pm|\bvariance\b|\bs\.?d\.\b|\bbrackets?\b|\bparenthes[ei]s\b"
)
LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "ro": "Romanian", "ru": "Russian", "cs": "Czech",
    "fi": "Finnish", "es": "Spanish", "it": "Italian", "nl": "Dutch", "tr": "Turkish", "et": "Estonian",
    "lv": "Latvian", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ar": "Arabic", "vi": "Vietnamese",
    "hi": "Hindi", "gu": "Gujarati", "pt": "Portuguese", "kk": "Kazakh", "lt": "Lithuanian", "pl": "Polish",
    "uk": "Ukrainian", "he": "Hebrew", "id": "Indonesian",
}  # fmt: skip
# "EN-DE", "De→En": the pair is part of a translation benchmark's name.
LANGUAGE_PAIR = words(rf"({'|'.join(LANGUAGES)})\s?(?:[-–→/>]|->|\$\\rightarrow\$|\s)\s?({'|'.join(LANGUAGES)})")
# What headings say of any results, and of no version of a data set.
NO_VERSION = words(
    r"\b(?:results?|experiments?|experimental|evaluations?|leader-?boards?|models?|methods?|systems?|main|comparisons?|analysis"
    r"|shared|tasks?|state|art|discussion|performance|baselines?|previous|work|overview|setups?|settings?|implementation"
    r"|details|versions?|classification|examples?|supervised|extractive|abstractive|mixed|end-to-end|appendix)\b"
    r"|\(.*?\)|[^\w\s-]|\s-|-\s"
)
