"""Old claims found anew: (what it was, what stands there now) and what is told of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.anchors import Anchor, anchored

ALPHA = Anchor("old", "score", "12%", "Team Alpha reaches 12% error on Mud.", 100, "Team Alpha", "error", ("Mud",))


def now(sentence: str, quote: str = "12%", **more: object) -> Anchor:
    return replace(ALPHA, claim_id="new", sentence=sentence, quote=quote, **more)  # type: ignore[arg-type]


CASES = [
    (now(ALPHA.sentence), "exact"),
    (now(ALPHA.sentence, start=4_000), "moved"),
    (now("Team Alpha  reaches 12% error\non Mud."), "exact"),  # line ends are no words
    (now("On Mud, Team Alpha now reaches 12% error."), "context_changed"),
    (now("Team Alpha reaches 13% error on Mud.", "13%"), "value_changed"),
    (now("Team Alpha reaches 13% error on Mud.", "13%", start=4_000), "value_changed"),
    (now("Team Beta reaches 12% error on Mud.", subject="Team Beta"), "orphaned"),
    (now(ALPHA.sentence, subject="Team Beta"), "orphaned"),
    (now(ALPHA.sentence, benchmarks=("Sand",)), "orphaned"),
    (now(ALPHA.sentence, metric="accuracy"), "orphaned"),
    (now(ALPHA.sentence, kind="share"), "orphaned"),
    (now("Team Alpha reaches 12% error on Mud, after 3 tries."), "orphaned"),  # another number has come in
    (now("Something wholly other is said of it, at length, and then: 12%."), "orphaned"),
    (now("Team Alpha reaches 12 points on Mud.", "12 points"), "orphaned"),
]


@pytest.mark.parametrize(("new", "status"), CASES, ids=lambda each: str(getattr(each, "sentence", each))[:40])
def test_what_became_of_a_claim(new: Anchor, status: str) -> None:
    (found,), fresh = anchored([ALPHA], [new])
    assert found.status == status
    assert (found.new is None) == (status == "orphaned") == (fresh == [new])


def test_two_claims_of_one_sentence_keep_their_order() -> None:
    sentence = "Team Alpha reaches 12% error on Mud, and 12% error again."
    old = [replace(ALPHA, claim_id=f"o{n}", sentence=sentence, start=n * 30) for n in (1, 2)]
    new = [replace(each, claim_id=f"n{n}", start=each.start + 7) for n, each in enumerate(old, 1)]
    found, fresh = anchored(old, new)
    assert [(each.old.claim_id, each.new.claim_id if each.new else None) for each in found] == [
        ("o1", "n1"),
        ("o2", "n2"),
    ]
    assert fresh == []


def test_a_claim_without_a_subject_needs_its_words() -> None:
    old = replace(ALPHA, subject="", sentence="It was 12% in the north of the valley.")
    same = replace(old, claim_id="new", sentence="It was 12% in the north of the Valley.")
    other = replace(old, claim_id="new", sentence="It was 12% for the rest of the people.")
    assert anchored([old], [same])[0][0].status == "context_changed"
    assert anchored([old], [other])[0][0].status == "orphaned"


names = st.sampled_from(["Ada", "Bob", ""])
anchors = st.builds(
    lambda quote, subject, words, start: Anchor("", "score", quote, f"{subject} {words} {quote}.", start, subject),
    st.sampled_from(["1.5", "2.5", "70%"]),
    names,
    st.sampled_from(["reaches", "has", "falls to"]),
    st.integers(0, 99),
)
readings = st.lists(anchors, max_size=6).map(
    lambda given: [replace(each, claim_id=f"{number}") for number, each in enumerate(given)]
)


@given(readings, readings)
def test_no_number_moves_to_another_subject_and_none_is_used_twice(old: list[Anchor], new: list[Anchor]) -> None:
    found, fresh = anchored(old, new)
    assert [each.old for each in found] == old
    kept = [each.new for each in found if each.new is not None]
    assert len({each.claim_id for each in kept}) == len(kept)
    assert sorted(each.claim_id for each in [*kept, *fresh]) == sorted(each.claim_id for each in new)
    for each in found:
        if each.new is not None:
            assert each.new.subject == each.old.subject
            assert each.status == "value_changed" or each.new.quote == each.old.quote
