"""The catalogue's names in running text: every spelling, whole words only, everyday words only as they are spelled."""

from pathlib import Path

import pytest

from extractors.names import Names
from registry.catalog import load_catalog

CATALOG = """
benchmarks:
- {id: gsm8k, name: GSM8K, aliases: [Grade School Math], source: "https://example.org"}
- {id: cifar-10, name: CIFAR-10, source: "https://example.org"}
- {id: cifar-100, name: CIFAR-100, source: "https://example.org"}
- {id: arc, name: ARC, cased: true, source: "https://example.org"}
- {id: in-a, name: Inventory A, aliases: [IN-A], source: "https://example.org"}
- {id: sgd, name: SGD, source: "https://example.org", cased: true}
- {id: texas, name: Texas, source: "https://example.org", cased: true}
- {id: actor, name: Actor, source: "https://example.org", cased: true}
- {id: visdial, name: VisDial, aliases: [{name: Visual Dialog, cased: true}], source: "https://example.org"}
- {id: ami, name: AMI, source: "https://example.org", cased: true}
metrics:
- {id: mutual-information, name: mutual information, aliases: [{name: AMI, cased: true}], direction: higher, unit: null,
   lower: null, upper: 1, source: "https://example.org"}
- {id: bleu, name: BLEU, direction: higher, unit: null, lower: 0, upper: 100, source: "https://example.org"}
tasks:
- {id: visual-dialog, name: Visual Dialog, source: "https://example.org"}
- {id: parsing, name: dependency parsing, source: "https://example.org"}
"""

ROWS = [
    ("It is tested on GSM8K.", ["gsm8k"]),
    ("It is tested on GSM-8K and gsm 8k.", ["gsm8k", "gsm8k"]),
    ("Grade school math is hard.", ["gsm8k"]),
    ("CIFAR-10, CIFAR100 and cifar 10", ["cifar-10", "cifar-100", "cifar-10"]),
    ("Dependency parsing in BLEU", ["parsing", "bleu"]),
    ("We test on ARC.", ["arc"]),
    ("İ is one letter, BLEU is four.", ["bleu"]),
    ("We test on IN-A and SGD.", ["in-a", "sgd"]),
    ("In a test, we run in a loop with sgd.", []),
    ("We move along an arc.", []),
    # A name that is written like any word is one only where data is spoken of.
    ("We test on Actor, Texas and ARC.", ["actor", "texas", "arc"]),
    ("We use the Texas graph and data sets (Actor).", ["texas", "actor"]),
    ("Texas", ["texas"]),
    ("The crowd of workers lives in Texas and is paid.", []),
    ("Actor critic methods need rewards.", []),
    ("It is trained with SGD, by local SGD and an SGD optimizer.", []),
    ("It has an AMI score of 3.", ["mutual-information"]),
    ("It is tested on AMI.", ["ami", "mutual-information"]),
    # The same words may be a data set only as they are spelled and a task in any spelling.
    ("Visual Dialog", ["visdial", "visual-dialog"]),
    ("a visual dialog system", ["visual-dialog"]),
    ("CIFAR-1000 and xCIFAR-10", []),
    ("No name at all.", []),
    ("", []),
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    folder: Path = tmp_path_factory.mktemp("catalog")
    (folder / "few.yaml").write_text(CATALOG, encoding="utf-8")
    return Names(load_catalog(folder))


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_names_of_a_text(names: Names, text: str, expected: list[str]) -> None:
    assert [found.id for found in names.find(text)] == expected


def test_a_name_is_where_it_says(names: Names) -> None:
    text = "İ: we test on GSM-8K."
    (found,) = names.find(text)
    assert text[found.start : found.end] == "GSM-8K"


def test_without_a_catalogue_nothing_is_known() -> None:
    assert Names(None).find("GSM8K and BLEU") == []
    assert not Names(None).is_benchmark("GSM8K")


def test_a_name_looked_up_by_itself(names: Names) -> None:
    assert names.is_benchmark("the GSM8K dataset")
    assert names.is_metric("BLEU")
    assert names.is_task("dependency parsing")
    assert not names.is_benchmark("BLEU")
