"""The mutation set in short: every kind of change is caught, and numbers that agree raise no alarm."""

import mutate_claims


def test_changes_are_told_and_agreement_is_not() -> None:
    caught, alarms, _ = mutate_claims.campaign(3, 5)
    assert [kind.name for kind in mutate_claims.KINDS if caught[kind.name] < 3] == []
    assert not alarms
