"""The mutation set in short: every kind of change is caught, and numbers that agree raise no alarm."""

import mutate_claims
from seeds import SEEDS

from registry.checks import CHECKS


def test_every_check_has_mutations_that_it_claims_to_tell() -> None:
    claimed = {mutation.check for seed in SEEDS for mutation in seed.mutations}
    assert claimed == {check.id for check in CHECKS}


def test_changes_are_told_and_agreement_is_not() -> None:
    told = mutate_claims.campaign(1, 5)
    assert told.missed() == []
    assert told.alarms() == {}
