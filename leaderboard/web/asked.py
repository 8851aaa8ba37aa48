"""What an address asks for: its parameters, checked and bounded before anything is looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registry.errors import UsageError

__all__ = ["MOST_ON_A_PAGE", "Parameter", "ParameterError", "paging", "read"]

MOST_ON_A_PAGE = 1_000
LONGEST_VALUE = 300


class ParameterError(UsageError):
    """A parameter that an address cannot have, or not with this value."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query: what it means, which values it takes (`choices`, if it has them) or which whole
    numbers (`least` to `most`), and what stands for it where it is not given."""

    name: str
    meaning: str
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    default: Any = None

    @property
    def schema(self) -> dict[str, Any]:
        """As OpenAPI has it."""
        if self.least is not None:
            return {"type": "integer", "minimum": self.least, "maximum": self.most, "default": self.default}
        return {"type": "string", "maxLength": LONGEST_VALUE, **({"enum": list(self.choices)} if self.choices else {})}

    def value(self, given: str) -> Any:
        if self.least is not None:
            return self.number(given)
        if len(given) > LONGEST_VALUE:
            raise ParameterError(f"{self.name} has {len(given):,} characters; {LONGEST_VALUE} are the most")
        if self.choices and given not in self.choices:
            raise ParameterError(f"{self.name} is one of {', '.join(self.choices)}")
        return given

    def number(self, given: str) -> int:
        assert self.least is not None and self.most is not None, "a number has bounds"
        if not (given.isascii() and given.isdigit() and len(given) <= 9) or not self.least <= int(given) <= self.most:
            raise ParameterError(f"{self.name} is a whole number from {self.least} to {self.most:,}")
        return int(given)


paging = (
    Parameter("page", "Which page, from 1.", least=1, most=1_000_000, default=1),
    Parameter("per_page", "How many rows a page has.", least=1, most=MOST_ON_A_PAGE, default=100),
)


def read(given: Mapping[str, str], parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """Every parameter's value; ParameterError for one that is unknown or has a value that it cannot have."""
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            others = ", ".join(known) or "none"
            raise ParameterError(f"there is no parameter {name[:40]!r} here; there are: {others}")
    return {name: each.value(given[name]) if name in given else each.default for name, each in known.items()}
