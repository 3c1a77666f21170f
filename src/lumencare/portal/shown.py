"""Lines of an offer, and the strip of eight windows, as the pages of the portal show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lumencare.domain.quotation.cover import Labour, YearCover
from lumencare.domain.text import Text

# How bright a window is: the share of the part price that is carried, from which percent on.
LIGHTS = ((100, "l4"), (50, "l2"), (1, "l1"), (0, ""))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the offer."""

    name: Mapping[str, str]
    period: Mapping[str, str]
    quantity: int
    unit: Mapping[str, str]
    net: str | None
    from_price: bool
    remark: Mapping[str, str] | None
    project_year: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """One of the eight years: how brightly it is lit, and what that means."""

    year: int
    percent: int
    look: str
    until: date
    now: bool
    words: Text


@dataclass(frozen=True, slots=True)
class Cover:
    """The eight windows and the sentence that says them."""

    windows: tuple[Window, ...]
    words: Text


def show_lines(quotation: Mapping[str, Any]) -> tuple[Line, ...]:
    """Return the lines that are offered, in their order."""
    return tuple(
        Line(
            name=each["name"],
            period=each["period"],
            quantity=each["quantity"],
            unit=each["unit"],
            net=each["net"],
            from_price=each["from_price"],
            remark=each["remark"],
            project_year=each["project_year"],
        )
        for each in quotation["lines"]
    )


def show_cover(quotation: Mapping[str, Any]) -> Cover:
    """Return what the offer covers in each project year, the warranty's share included."""
    current = quotation["project_year"]
    years = [
        _Year(
            each["project_year"],
            each["parts_percent"],
            each["labour"] != "none",
            date.fromisoformat(each["until"]),
        )
        for each in quotation["cover"]
    ]
    return _cover(years, current)


def show_years(cover: Iterable[YearCover], current: int) -> Cover:
    """Return what a system has in each project year, with the year of today outlined."""
    years = [
        _Year(
            each.project_year,
            each.parts_percent,
            each.labour is not Labour.NONE,
            each.span.last_day,
        )
        for each in cover
    ]
    return _cover(years, current)


@dataclass(frozen=True, slots=True)
class _Year:
    number: int
    percent: int
    labour: bool
    until: date


def _cover(years: Iterable[_Year], current: int) -> Cover:
    windows = tuple(_window(each, current) for each in years)
    said = [each.words for each in windows]
    words = Text("；".join(each.zh for each in said), "; ".join(each.en for each in said))
    return Cover(windows, words)


def _window(year: _Year, current: int) -> Window:
    number, percent, now = year.number, year.percent, year.number == current
    light = next(look for least, look in LIGHTS if percent >= least)
    looks = filter(None, (light, "lab" if year.labour else "", "now" if now else ""))
    words = Text(
        f"第 {number} 年零件 {percent}%{'含人工' if year.labour else ''}",
        f"year {number}: parts {percent}%{' and labour' if year.labour else ''}",
    )
    return Window(number, percent, " ".join(looks), year.until, now, words)
