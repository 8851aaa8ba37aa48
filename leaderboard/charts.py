"""Charts: a frame in, a chart out.

Altair by keyword arguments only: its method syntax keeps state on the class, and ten sessions at once then draw each
other's titles.
"""

from typing import TYPE_CHECKING

import altair as alt

if TYPE_CHECKING:
    import polars as pl

__all__ = ["best_so_far", "compared", "counts"]

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
        data=lasting(frontier, results),
        mark=alt.MarkDef(type="line", interpolate="step-after", color=FRONTIER, strokeWidth=2),
        encoding=alt.FacetedEncoding(x=day, y=value),
    )
    best = alt.Chart(
        data=rows(frontier),
        mark=alt.MarkDef(type="point", filled=True, size=110, color=FRONTIER),
        encoding=alt.FacetedEncoding(x=day, y=value, tooltip=told),
    )
    return alt.LayerChart(layer=[dots, line, best], height=300, width="container")


def lasting(frontier: "pl.DataFrame", results: "pl.DataFrame") -> alt.InlineData:
    """The best so far, standing until the date of the last result: nothing has been better since."""
    steps = frontier.select("date", "value").to_dicts()
    last = max([*results["date"], *frontier["date"]], default="")
    return alt.InlineData(values=steps + [{**step, "date": last} for step in steps[-1:]])


def rows(frame: "pl.DataFrame") -> alt.InlineData:
    return alt.InlineData(values=frame.select("date", "value", "printed", "model", "title").to_dicts())


def compared(chosen: "pl.DataFrame", axis: str) -> alt.LayerChart:
    """Chosen results beneath one another, each a dot, with a bar for its spread where one was reported.

    `chosen` has the columns model, value, printed and uncertainty (None where none was reported).
    """
    told = chosen.select("model", "value", "printed", "uncertainty").to_dicts()
    bars = [
        {**row, "low": row["value"] - row["uncertainty"], "high": row["value"] + row["uncertainty"]}
        for row in told
        if row["uncertainty"] is not None
    ]
    model = alt.Y(field="model", type="nominal", title=None, sort=[row["model"] for row in told])
    scale = alt.Scale(zero=False)
    tooltip = [alt.Tooltip(field=name, type="nominal", title=name) for name in ("model", "printed", "uncertainty")]
    dots = alt.Chart(
        data=alt.InlineData(values=told),
        mark=alt.MarkDef(type="point", filled=True, size=110, color=FRONTIER),
        encoding=alt.FacetedEncoding(
            x=alt.X(field="value", type="quantitative", title=axis, scale=scale), y=model, tooltip=tooltip
        ),
    )
    spread = alt.Chart(
        data=alt.InlineData(values=bars),
        mark=alt.MarkDef(type="rule", color=OTHERS, strokeWidth=3),
        encoding=alt.FacetedEncoding(
            x=alt.X(field="low", type="quantitative", title=axis, scale=scale), x2=alt.X2(field="high"), y=model
        ),
    )
    return alt.LayerChart(layer=[spread, dots] if bars else [dots], width="container")


def counts(parts: "pl.DataFrame") -> alt.Chart:
    """How many there are of each part, as bars; `parts` has the columns part and n."""
    return alt.Chart(
        data=alt.InlineData(values=parts.select("part", "n").to_dicts()),
        mark=alt.MarkDef(type="bar", color=FRONTIER),
        encoding=alt.FacetedEncoding(
            x=alt.X(field="n", type="quantitative", title=None),
            y=alt.Y(field="part", type="nominal", title=None, sort="-x"),
            tooltip=[alt.Tooltip(field="part", type="nominal"), alt.Tooltip(field="n", type="quantitative")],
        ),
        width="container",
    )
