"""The seeds: what is drawn for the papers of `seed_papers/`, and what is changed in them."""

from collections.abc import Callable, Sequence
from random import Random

from seeding import (
    Change,
    Mutation,
    Seed,
    Values,
    difference,
    digit,
    dropped,
    grid,
    mean_of,
    moved,
    name_of,
    put,
    scaled,
    swapped,
)  # fmt: skip

__all__ = ["SEEDS"]


def glue(chance: Random) -> dict[str, str]:
    rows, columns = ("bert", "roberta", "electra", "ours"), range(1, 6)
    values = grid(chance, rows, (850, 840, 790, 660, 830))
    values["electra.4"], values["ours.4"] = values["ours.4"], values["electra.4"]
    values |= {f"{row}.avg": mean_of(values, row, columns) for row in rows}
    values |= {"name": name_of(chance), "split": "test sets", "win": "outperforming", "rank": "outperforms", "n": "5"}
    values |= {"said.ours": values["ours.1"], "said.avg": values["ours.avg"]}
    values["gain.electra"] = difference(values, "ours.1", "electra.1")
    values["bold"] = "ours.1 ours.2 ours.3 electra.4 ours.5 ours.avg"
    return values


def tagger(chance: Random) -> dict[str, str]:
    rows = ("bert", "xlnet", "roberta", "ours")
    values = grid(chance, rows, (800, 760))
    values |= {f"{row}.avg": mean_of(values, row, (1, 2), 2) for row in rows}
    values |= {"name": name_of(chance), "split": "test sets", "above": "above", "rank": "outperforms"}
    values |= {"said.ours": values["ours.1"], "gain.bert": difference(values, "ours.1", "bert.1")}
    values["bold"] = "ours.1 ours.2 ours.avg"
    return values


def triple(chance: Random, row: str) -> dict[str, str]:
    p, r = chance.randint(7000, 9500) / 100, chance.randint(7000, 9500) / 100
    return {f"{row}.p": f"{p:.2f}", f"{row}.r": f"{r:.2f}", f"{row}.f": f"{2 * p * r / (p + r):.2f}"}


def labels(chance: Random) -> dict[str, str]:
    values = {"name": name_of(chance), "split": "test set"}
    for row in ("crf", "lstm", "bert", "ours"):
        values |= triple(chance, row)
    return values | {"said.f": values["ours.f"]}


def spans(chance: Random) -> dict[str, str]:
    return {"name": name_of(chance)} | triple(chance, "ours")


def shares(items: int) -> Callable[[Random], dict[str, str]]:
    def draw(chance: Random) -> dict[str, str]:
        right = chance.sample(range(items // 3, items - 10), 5)
        told = {key: f"{100 * count / items:.2f}" for key, count in zip("abcde", right, strict=True)}
        return told | {"name": name_of(chance), "date": "2024-05"}

    return draw


def speech(chance: Random) -> dict[str, str]:
    values = grid(chance, ("ours", "hubert", "wav", "conformer"), (160, 380), (20, 60), 100)
    ours, base = float(values["ours.2"]), float(values["conformer.2"])
    values |= {"name": name_of(chance), "rank": "outperforms", "said.ours": values["ours.2"]}
    return values | {"relative": f"{100 * (base - ours) / base:.1f}", "bold": "ours.1 ours.2"}


def translate(chance: Random) -> dict[str, str]:
    values = grid(chance, ("conv", "base", "ours"), (250, 370, 310), (5, 20))
    values["ours.2"] = f"{float(values['base.2']) + chance.randint(23, 40) / 10:.1f}"
    gains = sorted(float(difference(values, f"ours.{each}", f"base.{each}")) for each in (1, 2, 3))
    words = chance.choice(("by up to", f"by {gains[0]} to"))
    values |= {"name": name_of(chance), "split": "test sets", "bound": words, "top": str(gains[-1])}
    return values | {"bold": "ours.1 ours.2 ours.3"}


def turned(chance: Random) -> dict[str, str]:
    values = grid(chance, ("base", "ours"), (850, 800, 830, 660), (5, 25))
    values["ours.2"] = f"{float(values['base.2']) + chance.randint(40, 70) / 10:.1f}"
    values |= {"name": name_of(chance), "split": "test sets", "top": difference(values, "ours.2", "base.2")}
    return values | {"row": f"MNLI & {values['base.2']} & {values['ours.2']} \\\\\n"}


def speed(chance: Random) -> dict[str, str]:
    ours, times = chance.randint(105, 195) / 10, chance.randint(22, 48) / 10
    return {"name": name_of(chance), "ours": f"{ours:.1f}", "base": f"{ours * times:.1f}", "times": f"{times:.1f}"}


def vision(chance: Random) -> dict[str, str]:
    values = grid(chance, ("mob", "dense", "resnet", "eff", "ours"), (690, 720, 890), (6, 18))
    ours, base = float(values["ours.1"]), float(values["resnet.1"])
    values |= {"name": name_of(chance), "split": "test sets", "said.ours": values["ours.1"]}
    return values | {"relative": f"{100 * (ours - base) / base:.1f}", "bold": "ours.1 ours.2 ours.3"}


def scores(chance: Random) -> dict[str, str]:
    rows = ("bert", "roberta", "albert", "xlnet", "electra", "ours")
    return grid(chance, rows, (840, 790, 830)) | {"name": name_of(chance)}


def choices(chance: Random) -> dict[str, str]:
    values = grid(chance, ("bert", "roberta", "albert", "ours"), (6600, 6500), (100, 300), 100)
    for row in ("bert", "roberta", "albert", "ours"):  # COPA's test set has 500 items
        values[f"{row}.1"] = f"{round(5 * float(values[f'{row}.1'])) / 5:.2f}"
        values[f"{row}.2"] = f"{float(values[f'{row}.2']):.1f}"
    values |= {"name": name_of(chance), "split": "test sets", "rank": "outperforms"}
    return values | {"bold": "ours.1 ours.2"}


def abstracts(chance: Random) -> dict[str, str]:
    values = grid(chance, ("base", "ours"), (860,))
    told = {"name": name_of(chance), "ours": values["ours.1"], "base": values["base.1"]}
    return told | {"gain": difference(values, "ours.1", "base.1")}


PAPERS = ("one", "two", "three")


def quotes(chance: Random) -> dict[str, str]:
    """Three papers that quote the same two baselines."""
    shared = grid(chance, ("bert", "roberta"), (880, 850))
    values = {f"{key}-{paper}": value for key, value in shared.items() for paper in PAPERS}
    for at, paper in enumerate(PAPERS):
        own = grid(chance, ("ours",), (920 + 7 * at, 900 + 7 * at))
        values |= {f"{key}-{paper}": value for key, value in own.items()}
        values |= {f"name-{paper}": name_of(chance), f"date-{paper}": f"202{at + 1}-04"}
    return values


def board(chance: Random) -> dict[str, str]:
    """Word error rates, each below the one before; `later` comes after the paper that claims the best."""
    value, values = chance.randint(380, 460), {}
    for year, paper in enumerate((*PAPERS, "last", "later"), 2019):
        values |= {
            f"name-{paper}": name_of(chance),
            f"value-{paper}": f"{value / 100:.2f}",
            f"date-{paper}": f"{year}-06",
        }
        value -= chance.randint(20, 60)
    return values


def race(chance: Random) -> dict[str, str]:
    value, values = chance.randint(880, 900), {}
    low = f"{chance.randint(800, 840) / 10:.1f}"
    for year, paper in enumerate((*PAPERS, "last", "later"), 2018):
        values |= {
            f"name-{paper}": name_of(chance),
            f"value-{paper}": f"{value / 10:.1f}",
            f"date-{paper}": f"{year}-06-01",
        }
        values[f"low-{paper}"] = low
        value += chance.randint(6, 14)
    return values


def beside(key: str) -> Callable[[Values], float]:
    """From another value on."""
    return lambda drawn: float(drawn[key])


def bold(old: str, new: str) -> Change:
    """The mark of one cell on another."""
    return lambda drawn, chance: {"bold": " ".join(new if each == old else each for each in drawn["bold"].split())}


def unsaid(words: str) -> Mutation:
    return Mutation("what was tested on, left out", "completeness", put(split=words))


SEEDS: Sequence[Seed] = (
    Seed(
        ("glue.tex",), glue,
        (
            Mutation("a gain", "delta-absolute", digit("gain.electra")),
            Mutation("a baseline", "delta-absolute", moved("electra.1", -0.7, -0.4, 0.4)),
            Mutation("a rank", "rank-direction", put(rank="underperforms")),
            Mutation("two cells exchanged", "rank-direction", swapped("ours.1", "roberta.1")),
            Mutation("a digit of the text", "prose-vs-table", digit("said.ours", least=1)),
            Mutation("a digit of a cell", "prose-vs-table", digit("ours.1", -2)),
            Mutation("a mean in the text", "mean-of-members", digit("said.avg", least=1)),
            Mutation("N", "mean-of-members", put(n="4")),
            Mutation("N, greater", "mean-of-members", put(n="7")),
            Mutation("a mean", "mean-of-members", digit("roberta.avg")),
            Mutation("a mean's member", "mean-of-members", moved("bert.3", -1.2, -0.8, 0.8, 1.2)),
            Mutation("a bold mark", "best-in-bold", bold("ours.2", "electra.2")),
            Mutation("a better cell", "best-in-bold", moved("roberta.5", 0.2, 1.0, by=beside("ours.5"))),
            Mutation("a digit too many", "range", moved("roberta.3", 100)),
            unsaid("tasks"),
        ),
    ),
    Seed(
        ("tagger.md",), tagger,
        (
            Mutation("a gain", "delta-absolute", digit("gain.bert")),
            Mutation("the sign of a gain", "delta-absolute", put(above="below")),
            Mutation("a rank", "rank-direction", put(rank="underperforms")),
            Mutation("a compared cell", "rank-direction", moved("roberta.1", 0.3, 1.2, by=beside("ours.1"))),
            Mutation("a tie", "tie", moved("roberta.1", 0, by=beside("ours.1"))),
            Mutation("a digit of the text", "prose-vs-table", digit("said.ours", least=1)),
            Mutation("a mean", "mean-of-members", moved("ours.avg", -0.5, -0.2, 0.2, 0.5)),
            Mutation("a mean's member", "mean-of-members", moved("xlnet.2", -0.9, -0.4, 0.4, 0.9)),
            Mutation("a bold mark", "best-in-bold", bold("ours.1", "roberta.1")),
            Mutation("a fraction", "unit-slip", scaled("bert.1", 0.01, 3)),
            Mutation("a digit too many", "range", moved("bert.1", 100)),
            unsaid("sentences"),
        ),
    ),
    Seed(
        ("labels.tex",), labels,
        (
            Mutation("F1", "f1-from-pr", digit("ours.f")),
            Mutation("precision", "f1-from-pr", digit("bert.p", -2)),
            Mutation("recall", "f1-from-pr", digit("lstm.r", -2)),
            Mutation("a digit of the text", "prose-vs-table", digit("said.f", least=1)),
        ),
    ),
    Seed(
        ("spans.txt",), spans,
        (
            Mutation("F1 in a sentence", "f1-from-pr", digit("ours.f")),
            Mutation("recall in a sentence", "f1-from-pr", digit("ours.r", -3)),
        ),
    ),
    Seed(
        ("questions.md",), shares(198),
        (
            Mutation("a share of N", "granularity", digit("e")),
            Mutation("a rounding digit", "granularity", digit("b", -1, 3)),
        ),
    ),
    Seed(("entailment.csv",), shares(277), (Mutation("a share of N in a file", "granularity", digit("c", -1, 3)),)),
    Seed(
        ("speech.tex",), speech,
        (
            Mutation("a relative reduction", "delta-relative", digit("relative", -2)),
            Mutation("a baseline of a reduction", "delta-relative", moved("conformer.2", -0.9, 0.6, 0.9)),
            Mutation("a rank, lower is better", "rank-direction", put(rank="underperforms")),
            Mutation("two error rates exchanged", "rank-direction", swapped("ours.2", "wav.2")),
            Mutation("a digit of the text", "prose-vs-table", digit("said.ours", least=1)),
            Mutation("a tie", "tie", moved("wav.2", 0, by=beside("ours.2"))),
            Mutation("a bold mark", "best-in-bold", bold("ours.1", "hubert.1")),
            Mutation("a minus sign", "range", lambda drawn, chance: {"wav.1": "-" + drawn["wav.1"]}),
        ),
    ),
    Seed(
        ("translate.md",), translate,
        (
            Mutation("a bound", "bound", digit("top")),
            Mutation("the least of a range", "bound", put(bound="by 0.1 to")),
            Mutation("the greatest member", "bound", moved("ours.2", 5.1, 6.3, by=beside("base.2"))),
        ),
    ),
    Seed(
        ("turned.tex",), turned,
        (
            Mutation("a bound", "bound", digit("top")),
            Mutation("a row missing", "bound", dropped("row")),
            unsaid("data sets"),
        ),
    ),
    Seed(
        ("speed.txt",), speed,
        (
            Mutation("a ratio", "ratio", digit("times")),
            Mutation("an amount", "ratio", moved("ours", -3, 3)),
            Mutation("an amount compared with", "ratio", digit("base", 0)),
        ),
    ),
    Seed(
        ("vision.html",), vision,
        (
            Mutation("a relative gain", "delta-relative", digit("relative", least=4)),
            Mutation("a digit more of a relative gain", "delta-relative", moved("relative", 10, 20, 30)),
            Mutation("a baseline of a relative gain", "delta-relative", moved("resnet.1", -1.5, -1.2, -0.9)),
            Mutation("a digit of the text", "prose-vs-table", digit("said.ours", least=1)),
            Mutation("a bold mark", "best-in-bold", bold("ours.3", "eff.3")),
            Mutation("a fraction", "unit-slip", scaled("mob.2", 0.01, 3)),
        ),
    ),
    Seed(
        ("scores.csv",), scores,
        (
            Mutation("a digit too many in a file", "range", moved("albert.2", 100)),
            Mutation("a minus sign in a file", "range", lambda drawn, chance: {"xlnet.1": "-" + drawn["xlnet.1"]}),
            Mutation("a fraction in a file", "unit-slip", scaled("electra.3", 0.01, 3)),
        ),
    ),
    Seed(
        ("choices.md",), choices,
        (
            Mutation("a win by less than an item", "tie", moved("roberta.1", -0.10, by=beside("ours.1"))),
            Mutation("a rank", "rank-direction", put(rank="underperforms")),
            Mutation("a bold mark", "best-in-bold", bold("ours.2", "bert.2")),
        ),
    ),
    Seed(
        ("abstracts.txt",), abstracts,
        (
            Mutation("a gain in prose", "delta-absolute", digit("gain")),
            Mutation("a score in prose", "delta-absolute", digit("ours", -2)),
        ),
    ),
    Seed(
        ("quotes-one.md", "quotes-two.md", "quotes-three.tex"), quotes,
        (
            Mutation("a quoted value", "cross-paper", digit("bert.1-two", least=1)),
            Mutation("a quoted value in LaTeX", "cross-paper", digit("roberta.2-three", least=1)),
            Mutation("quoted columns exchanged", "cross-paper", swapped("bert.1-one", "bert.2-one")),
            Mutation("a fraction among papers", "unit-slip", scaled("ours.1-one", 0.01, 3)),
        ),
    ),
    Seed(
        tuple(f"board-{paper}.md" for paper in (*PAPERS, "last", "later")), board,
        (
            Mutation("an earlier result", "sota-at-date", moved("value-two", -0.4, -0.2, by=beside("value-last"))),
            Mutation("a date", "sota-at-date", put(date__later="2018-02")),
            Mutation("a best value", "sota-at-date", moved("value-last", 0.3, 0.8, by=beside("value-three"))),
        ),
    ),
    Seed(
        (*(f"race-{paper}.tex" for paper in PAPERS), "race-last.md", "race-later.md"), race,
        (
            Mutation("an earlier result", "sota-at-date", moved("value-one", 0.4, 2.0, by=beside("value-last"))),
            Mutation("a date", "sota-at-date", put(date__later="2016-03-02")),
            Mutation("a quoted value", "cross-paper", digit("low-three", least=1)),
        ),
    ),
)  # fmt: skip
