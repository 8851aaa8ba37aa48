"""Tidying keeps every offset; a sentence ends where a reader would end it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.segment import sentences, tidy

TIDIED = [
    ("a – b — c − 3", "a - b - c - 3"),
    ("1\u202f000\u00a0words", "1 000 words"),
    ("≈ 5 × faster, ≥ 3", "~ 5 x faster, > 3"),
    ("the model’s “best”", 'the model\'s "best"'),
    ("tab\tand\nline stay", "tab\tand\nline stay"),
    ("bell\x07and\x01sign", "bell and sign"),
    ("8\x004 84\u200b.5 a\u200bb", "8\xad4 84\xad.5 a b"),
    ("８４．５％ Ａ", "84.5% Ａ"),
    ("84·5 a · b 3·10^5", "84.5 a · b 3·10^5"),
    ("43.8² stays, naïve too, ﬁne", "43.8² stays, naïve too, ﬁne"),
]
CUT = [
    ("We win. They lose.", ["We win.", "They lose."]),
    ("See Fig. 3 and Eq. 4. It works.", ["See Fig. 3 and Eq. 4.", "It works."]),
    ("Wang et al. Show it (cf. Smith).", ["Wang et al. Show it (cf. Smith)."]),
    ("It reaches 58.7 vs. 55.9 points. Good!", ["It reaches 58.7 vs. 55.9 points.", "Good!"]),
    ("J. Doe wrote it. So did K. Roe.", ["J. Doe wrote it.", "So did K. Roe."]),
    ("Is it fast? Yes! 12 users say so.", ["Is it fast?", "Yes!", "12 users say so."]),
    ("It holds (see below.) Then it ends.", ["It holds (see below.)", "Then it ends."]),
    ("of unseen scenes.We then stop here.", ["of unseen scenes.", "We then stop here."]),
    ("on all eight datasets.I3X can follow.", ["on all eight datasets.", "I3X can follow."]),
    ("in open-text generation.FBR-2, too, is slow.", ["in open-text generation.", "FBR-2, too, is slow."]),
    ("It needs torch.nn.GPT2 and the cs.CL category.", ["It needs torch.nn.GPT2 and the cs.CL category."]),
    ("See foo.org/models.GPT2 or model_v2.FBR now.", ["See foo.org/models.GPT2 or model_v2.FBR now."]),
    ("We call models.GPT2.load(x) in 1.2.RC1 here.", ["We call models.GPT2.load(x) in 1.2.RC1 here."]),
    ("It is slow. mBERT is not.", ["It is slow.", "mBERT is not."]),
    ("It is approx. kNN, i.e. kFoo, cf. mBERT.", ["It is approx. kNN, i.e. kFoo, cf. mBERT."]),
    ("It is v. fast and vers. two.", ["It is v. fast and vers. two."]),
    ("A heading\n\nand a paragraph", ["A heading", "and a paragraph"]),
    ("i.e. it goes on, e.g. like this", ["i.e. it goes on, e.g. like this"]),
    ("Version 2.0 is out. It is v. fast", ["Version 2.0 is out.", "It is v. fast"]),
    ("Node.js and google.com stay whole.", ["Node.js and google.com stay whole."]),
    ("  spaces around.  ", ["spaces around."]),
    (
        "we win by 3.2%. they lose, e.g. twice. (so be it.)",
        ["we win by 3.2%.", "they lose, e.g. twice.", "(so be it.)"],
    ),
    ("", []),
    (" \n\n ", []),
]


@pytest.mark.parametrize(("text", "plain"), TIDIED)
def test_one_plain_character_for_each_look_alike(text: str, plain: str) -> None:
    assert tidy(text) == plain


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_sentences_of_a_text(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text())
def test_tidying_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(tidy(text)) == len(text)
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet="ab A.!?\n(\"'1"))
def test_sentences_are_in_order_and_leave_only_spaces_out(text: str) -> None:
    spans = sentences(text)
    gaps = [
        text[a:b] for a, b in zip([0, *(s.end for s in spans)], [*(s.start for s in spans), len(text)], strict=True)
    ]
    assert all(not gap.strip() for gap in gaps)
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
