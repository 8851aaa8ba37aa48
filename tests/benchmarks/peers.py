"""What other programs read numbers with, each as a function of a text; `pip install '.[bench]'` brings them.

quantulum3 reads quantities with units, Microsoft's recognizers numbers and percentages; spaCy's matcher is given the
patterns that a first attempt at this task would write, over a blank English tokeniser. None of them makes claims.
"""

import sys
from collections.abc import Callable
from typing import Any
from warnings import catch_warnings

__all__ = ["peers"]

Reader = Callable[[str], object]


def peers() -> dict[str, Reader]:
    """Those that are installed, by name; which are not is said."""
    found = {}
    for name, make in (("quantulum3", quantulum), ("Microsoft recognizers", recognizers), ("spaCy matcher", spacy)):
        try:
            with catch_warnings(action="ignore"):  # quantulum3 without its classifier, which would need scikit-learn
                found[name] = make()
        except ImportError:
            print(f"{name} is not installed: pip install '.[bench]'", file=sys.stderr)
    return found


def quantulum() -> Reader:
    from quantulum3 import parser

    return lambda text: parser.parse(text)


def recognizers() -> Reader:
    from recognizers_number import Culture, recognize_number, recognize_percentage

    return lambda text: (recognize_number(text, Culture.English), recognize_percentage(text, Culture.English))


def spacy() -> Reader:
    import spacy
    from spacy.matcher import Matcher

    language = spacy.blank("en")
    matcher = Matcher(language.vocab)
    metrics = ["accuracy", "f1", "bleu", "rouge", "map", "auc", "wer", "recall", "precision", "perplexity"]
    number: dict[str, Any] = {"LIKE_NUM": True}
    matcher.add("percent", [[number, {"TEXT": "%"}]])
    matcher.add("metric", [[number, {"LOWER": {"IN": metrics}}], [{"LOWER": {"IN": metrics}}, {"LOWER": "of"}, number]])
    matcher.add("gain", [[{"LOWER": {"REGEX": "^(improv|outperform|gain|increas|reduc)"}}, {"OP": "*"}, number]])
    return lambda text: matcher(language(text))
