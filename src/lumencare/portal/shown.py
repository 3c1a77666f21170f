"""The kept answer of a quotation as the page shows it; every figure is as it was issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    windows = tuple(_window(each, current) for each in quotation["cover"])
    said = [each.words for each in windows]
    words = Text("；".join(each.zh for each in said), "; ".join(each.en for each in said))
    return Cover(windows, words)


def _window(year: Mapping[str, Any], current: int) -> Window:
    number, percent = year["project_year"], year["parts_percent"]
    labour, now = year["labour"] != "none", number == current
    light = next(look for least, look in LIGHTS if percent >= least)
    looks = filter(None, (light, "lab" if labour else "", "now" if now else ""))
    words = Text(
        f"第 {number} 年零件 {percent}%{'含人工' if labour else ''}",
        f"year {number}: parts {percent}%{' and labour' if labour else ''}",
    )
    return Window(number, percent, " ".join(looks), date.fromisoformat(year["until"]), now, words)
