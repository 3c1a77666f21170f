"""The cost chart as a page draws it: geometry for one SVG, words placed beside it by per cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lumencare.documents.cost_chart import (
    Shown,
    charted_ways,
    describe_ways,
    draw_cost_chart,
    draw_yearly_chart,
)
from lumencare.documents.quotation_context import name_shown_ways
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.text import Text

WIDTH, HEIGHT = 800, 100
BY_YEAR = "year"
# What the styles of the geometry are called in the style sheet; others are plain lines.
LOOKS = {"best": "sel", "support": "alt"}


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the scale, as a share of the height in per cent, and its amount."""

    place: str
    y: str
    amount: dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One way: its path, its look, and the label at its end."""

    path: str
    look: str
    name: dict[str, str]
    total: dict[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the drawing needs; places are per cents as text, points always dotted."""

    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    area: str
    now: str
    window: tuple[str, str] | None
    window_last_day: date | None
    by_year: bool
    words: Text


def chart_of(quotation: Quotation, mode: str) -> Chart | None:
    """Return the chart of a quotation, added up or by year; None where nothing can be compared."""
    by_year, shown = mode == BY_YEAR, name_shown_ways(quotation)
    drawn = (draw_yearly_chart if by_year else draw_cost_chart)(quotation, shown)
    if drawn is None:
        return None
    lines = tuple(_line(each) for each in drawn["lines"])
    return Chart(
        ticks=tuple(_tick(each) for each in drawn["ticks"]),
        # The strongest line is drawn last, over the others.
        lines=tuple(sorted(lines, key=lambda each: each.look == "sel")),
        area="" if by_year else _area(lines),
        now=_percent(drawn["now"]),
        window=_window(drawn),
        window_last_day=_last_day(drawn),
        by_year=by_year,
        words=describe_ways(_ways(quotation, shown)),
    )


def _ways(quotation: Quotation, shown: Shown) -> list[Any]:
    return sorted(charted_ways(quotation, shown), key=lambda each: each.total, reverse=True)


def _tick(tick: dict[str, Any]) -> Tick:
    return Tick(
        _percent(tick["y"]),
        _number(HEIGHT * (1 - tick["y"])),
        {"zh": tick["zh"], "en": tick["en"] or "0"},
    )


def _line(line: dict[str, Any]) -> Line:
    return Line(
        path=_path(line["points"]),
        look=LOOKS.get(line["style"], ""),
        name=line["name"],
        total=line["total"],
        place=_percent(line["label"]),
    )


def _path(points: Sequence[Sequence[float]]) -> str:
    """Return a step line from the beginning of the axis: nothing is paid before today."""
    corners = [(0.0, 0.0), (points[0][0], 0.0), *((x, y) for x, y in points)]
    placed = (f"{_number(WIDTH * x)} {_number(HEIGHT * (1 - y))}" for x, y in corners)
    return "M" + "L".join(dict.fromkeys(placed))


def _area(lines: Sequence[Line]) -> str:
    best = next((each for each in lines if each.look == "sel"), None)
    return "" if best is None else f"{best.path}V{HEIGHT}H0Z"


def _window(drawn: dict[str, Any]) -> tuple[str, str] | None:
    """Return where the open purchase window begins, which is today, and how wide it is."""
    if drawn["window"] is None:
        return None
    return _percent(drawn["now"]), _percent(drawn["window"]["to"] - drawn["now"])


def _last_day(drawn: dict[str, Any]) -> date | None:
    return date.fromisoformat(drawn["window"]["last_day"]) if drawn["window"] else None


def _percent(share: float) -> str:
    return f"{_number(100 * share)}%"


def _number(value: float) -> str:
    return f"{round(value, 2) + 0:g}"
