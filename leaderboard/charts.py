"""Charts: a frame in, a chart out.

Altair by keyword arguments only: its method syntax keeps state on the class, and ten sessions at once then draw each
other's titles.
"""

from typing import TYPE_CHECKING

import altair as alt

if TYPE_CHECKING:
    import polars as pl

__all__ = ["best_so_far"]

FRONTIER = "#0a7d6c"
OTHERS = "#8a94a0"


def best_so_far(results: "pl.DataFrame", frontier: "pl.DataFrame", axis: str) -> alt.LayerChart:
    """Every dated result of a board as a dot, and as a stepped line the best one so far.

    `results` and `frontier` have the columns date (ISO: year, month or day), value, printed, model and claim_id;
    `axis` names the metric with its unit and direction.
    """
    day = alt.X(field="date", type="temporal", title=None, axis=alt.Axis(format="%Y-%m"))
    value = alt.Y(field="value", type="quantitative", title=axis, scale=alt.Scale(zero=False))
    told = [
        alt.Tooltip(field="model", type="nominal", title="model"),
        alt.Tooltip(field="printed", type="nominal", title="printed"),
        alt.Tooltip(field="date", type="nominal", title="date"),
        alt.Tooltip(field="title", type="nominal", title="paper"),
    ]
    dots = alt.Chart(
        data=rows(results),
        mark=alt.MarkDef(type="point", filled=True, size=60, color=OTHERS, opacity=0.7),
        encoding=alt.FacetedEncoding(x=day, y=value, tooltip=told),
    )
    line = alt.Chart(
        data=rows(frontier),
        mark=alt.MarkDef(type="line", interpolate="step-after", color=FRONTIER, strokeWidth=2),
        encoding=alt.FacetedEncoding(x=day, y=value),
    )
    best = alt.Chart(
        data=rows(frontier),
        mark=alt.MarkDef(type="point", filled=True, size=110, color=FRONTIER),
        encoding=alt.FacetedEncoding(x=day, y=value, tooltip=told),
    )
    return alt.LayerChart(layer=[dots, line, best], height=300, width="container")


def rows(frame: "pl.DataFrame") -> alt.InlineData:
    return alt.InlineData(values=frame.select("date", "value", "printed", "model", "title").to_dicts())
