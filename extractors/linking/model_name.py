"""A system's name as printed, without what is printed around it: citations, marks, "our", "(ours)", "(single)"."""

from functools import lru_cache

import regex

__all__ = [
    "CITATION_KEY",
    "coined_in",
    "listed_name",
    "method_in_text",
    "method_in_title",
    "model_name",
    "names_method",
    "says_own",
]

SECONDS = 0.5
READ = 6000  # characters in which a paper says what it calls its own
# "[He16a, HZRS16]" and "(Lee, '19)", but no "[FP16]".
CITATION_KEY = (
    r"\[(?-i:(?!FP|BF|INT)[A-Z][A-Za-z+]{1,7}['’]?[0-9]{2}[a-z]?[,;\s]*)+\]|\([^()\[\]]{1,40},\s?['’][0-9]{2}[a-z]?\)"
)
CITATION = regex.compile(
    r"\s*[(\[][^()\[\]]*\b(?:19|20)\d\d[a-z]?[^()\[\]]*[)\]]|\s*\[(?:[\d,;\s–-]+|\^[^\[\]\s]{1,20})\]|\s*\(\s*[\d,\s]+\)|\\cite\w*\{[^{}]*\}"
    rf"|\s*(?:{CITATION_KEY})"
)
# On a leaderboard a date in brackets and an article tell versions and names apart: "GPT-4 (March 2023)", "A Baseline".
DATED = regex.compile(
    r"\s*[(\[]\s*(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s)?(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}\s*[)\]]$",
    regex.IGNORECASE,
)
ARTICLE = regex.compile(r"^(?:A|An|The)(?=\s[A-Z])")
MARKS = regex.compile(r"[*†‡§¶∗♦♠♣⋆★•◦✓✗^]+|[⁰¹²³⁴⁵⁶⁷⁸⁹⁺]+(?=\s|$)")
# "¡¡FooNet" of a table's mark-up: no name begins with the marks of a sentence, but ".NET" and "+ copy" do.
OPENING = regex.compile(r"^[¡¿!?,;:·…]+\s*(?=[\w+({\[])")
OURS = regex.compile(
    r"\s*[(\[](?:ours|our\s(?:method|model|approach|system|work)|this\s(?:work|paper)|proposed)[)\]]", regex.IGNORECASE
)
# How many of a system were at work is a condition of the measurement (`settings`), no part of a name.
RUN = regex.compile(
    r"\s*[(\[]\s*(?:single|ens(?:emble)?\.?)(?:\s(?:models?|systems?))?\s*[)\]]|^(?:a\s|an\s)?(?:single|ensembles?\sof)\s(?=\S)"
    r"|(?<=\S)[\s,-]+(?:\(?(?:single|ensemble)(?:\smodels?)?\)?)$",
    regex.IGNORECASE,
)
LEADING = regex.compile(
    r"^(?:our|ours|(?:the|a|an)(?=\s)|proposed|(?:full|final|best|new|novel)(?=\s(?:model|method|system)))[\s:,-]+",
    regex.IGNORECASE,
)
TRAILING = regex.compile(
    r"[\s,:-]+(?:ours|our\s(?:method|model|approach)|alone|itself|entry|submission)$"
    r"|(?:\smodels?)?\s(?:with|using|without)\s(?:no\s)?(?:extra|additional|external)\s(?:training\s)?data(?:\s(?:from|of)\s\S+)?$"
    r"|(?<=(?-i:[A-Z0-9])\S*)\s(?:models?|method|system|approach|networks?|baseline)$",
    regex.IGNORECASE,
)
# What a paper calls its own system without naming it.
UNNAMED_OWN = regex.compile(
    r"(?:we|us|ours?|(?:(?:our|the|this)\s)?(?:proposed|new|novel|full|final|best|main|single|own)?\s?"
    r"(?:models?|methods?|systems?|approach(?:es)?|algorithms?|frameworks?|architectures?|networks?|techniques?|solutions?|pipelines?|"
    r"work|paper|submission|results?|ensemble)(?:\s\(full\))?|proposed|this\s(?:work|paper))",
    regex.IGNORECASE,
)
# Parts of a paper, and what stands above the paragraph that a name opens.
NO_SYSTEM = regex.compile(
    r"(?:tables?|figures?|fig\.|sections?|appendix|columns?|rows?|footnotes?)(?:\s(?:\d+|[A-Z]))?", regex.IGNORECASE
)
PARAGRAPH = regex.compile(r"\s*\n\s*(?:-{3,}\s*)?\n\s*")
OWN = regex.compile(r"\b(?:we|ours?|proposed|this\s(?:work|paper|study))\b", regex.IGNORECASE)
TITLE_NAME = regex.compile(r"^\s*([^:–—?]{2,40}?)\s*(?::|\s[–—-]\s)")
# A coined word: "FooNet", "GPT-2", "BERT".
COINED = r"(?:[\w+-]*[a-z0-9+-][A-Z][\w+-]*|[A-Z]{2,}[\w+-]*|[A-Z][\w+]*-?\d[\w.+-]*)"
INTRODUCED = regex.compile(
    rf"""
    \b(?:[Ww]e|paper|work|study|article|letter)\s(?:\w+\s){{0,2}}?
    (?:propos|introduc|present|develop|design|describ)(?:es|ing|e|s)?\s
    (?: (?:an?\s|the\s|our\s)?(?:\w+\s){{0,2}}?(?P<name>{COINED})(?=[\s,;.(:])
      | [^.;]{{3,160}}?(?:\b(?:called|named|dubbed|termed|namely|coined|denoted(?:\sas|\sby)?),?\s|\()
        (?P<name>{COINED})(?=[\s,;.):])
    )
    """,
    regex.VERBOSE,
)
CALLED = regex.compile(
    rf"\b[Oo]ur\s(?:\w+\s){{0,3}}?(?:model|method|system|approach|framework|network|algorithm|architecture),?\s"
    rf"(?:is\s)?(?:called|named|dubbed|termed)?,?\s?(?P<name>{COINED})(?=[\s,;.(])"
)
# What anybody may propose one of: kinds of systems, fields and tasks.
GENERAL = regex.compile(
    r"(?:Bi-?)?(?:[RCD]NN|LSTM|GRU|GAN|MLP|SVM|CRF|GNN|GCN|VAE|LLM|LM|DNN|ResNet|KG|KB)s?(?:-based)?"
    r"|NLP|NER|POS|N?MT|Q?A|QA|RL|DRL|ASR|TTS|AI|ML|SGD|VQA|AMR|SRL|NLI|SMT"
)


@lru_cache(maxsize=4096)
def model_name(words: str) -> str:
    """ "Our FooNet (Doe et al., 2021)†" → "FooNet"; "" for "our model" and "Table 1", which name none."""
    words = OPENING.sub("", PARAGRAPH.split(words)[-1].strip())
    name = MARKS.sub("", CITATION.sub("", OURS.sub("", words))).strip(" \t\n:;,")
    if NO_SYSTEM.fullmatch(name, timeout=SECONDS):
        return ""
    if not name:  # "Doe et al. (2021)" loses its year alone; "[12]" is no name
        name = words.strip()
    if UNNAMED_OWN.fullmatch(name, timeout=SECONDS):
        return ""
    while (shorter := TRAILING.sub("", LEADING.sub("", RUN.sub("", name))).strip()) != name and shorter:
        name = shorter
    return "" if UNNAMED_OWN.fullmatch(name, timeout=SECONDS) else " ".join(name.split())


@lru_cache(maxsize=4096)
def listed_name(words: str) -> str:
    """The name of a system as leaderboards list them: "GPT-4 (2023)" and "GPT-4 (2024)" are two, "Baseline" and
    "A Baseline" too."""
    words = " ".join(words.split())
    dated = DATED.search(words, timeout=SECONDS)
    name = model_name(words[: dated.start()] if dated else words)
    article = ARTICLE.match(words)
    whole = f"{article[0]} {name}" if article and name and not name.startswith(article[0]) else name
    return f"{whole} {dated[0].strip()}" if dated and whole else whole


@lru_cache(maxsize=4096)
def says_own(words: str) -> bool:
    return OWN.search(words) is not None


def names_method(name: str, method: str) -> bool:
    """ "FooNet-large" is of the paper that calls its own "FooNet", "FooNetwork" is not."""
    key, whole = method.casefold(), name.casefold()
    at = whole.find(key) if key else -1
    ends = at + len(key)
    return at >= 0 and not (whole[max(at - 1, 0) : at].isalnum() or whole[ends : ends + 1].isalnum())


@lru_cache(maxsize=4096)
def coined_in(model: str) -> str:
    """The first coined word of a name: "FooNet" of "FooNet + copy", "" of "a large model"."""
    match = regex.search(rf"(?<![\w-]){COINED}(?![\w])", model_name(model), timeout=SECONDS) if model else None
    return match[0] if match is not None and len(match[0]) > 2 else ""


@lru_cache(maxsize=1024)
def method_in_title(title: str) -> str:
    """ "FooNet: Reading Tables" → "FooNet"; "" where it opens with no name ("Towards better tables: a study")."""
    match = TITLE_NAME.match(title, timeout=SECONDS)
    if match is None:
        return ""
    name = match[1].strip()
    named = any(char.isupper() for word in name.split() for char in word[1:]) or any(char.isdigit() for char in name)
    return name if len(name.split()) <= 3 and (named or len(name.split()) == 1) else ""


@lru_cache(maxsize=64)
def method_in_text(text: str) -> str:
    """ "We propose FooNet, a …", "a method called FooNet" → "FooNet"; "" where the text introduces none by name."""
    opening = text[:READ]
    for pattern in (INTRODUCED, CALLED):
        for match in pattern.finditer(opening, timeout=SECONDS):
            name = match["name"].rstrip("-+")
            if not GENERAL.fullmatch(name):
                return str(name)
    return ""
