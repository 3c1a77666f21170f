"""The strip of eight windows: how brightly each project year is lit, in classes and in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from lumencare.domain.quotation.cover import Labour, YearCover
from lumencare.domain.text import Text

# How bright a window is: the share of the part price that is carried, from which percent on.
LIGHTS = ((100, "l4"), (50, "l2"), (1, "l1"), (0, ""))


@dataclass(frozen=True, slots=True)
class Pane:
    """One window of the strip: its year, its classes, and what it says."""

    year: int
    look: str
    words: Text
    now: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """Eight windows and the sentence that a screen reader says for them."""

    panes: tuple[Pane, ...]
    words: Text


def strip_of(years: Iterable[YearCover], now: int) -> Strip:
    """Return the strip for what is covered year by year, with the year of today outlined."""
    panes = tuple(_pane(each, now=each.project_year == now) for each in years)
    return Strip(
        panes,
        Text(
            "；".join(each.words.zh for each in panes), "; ".join(each.words.en for each in panes)
        ),
    )


def _pane(cover: YearCover, *, now: bool) -> Pane:
    light = next(look for percent, look in LIGHTS if cover.parts_percent >= percent)
    labour = cover.labour is not Labour.NONE
    looks = filter(None, (light, "lab" if labour else "", "now" if now else ""))
    year, percent = cover.project_year, cover.parts_percent
    words = Text(
        f"第 {year} 年零件 {percent}%{'含人工' if labour else ''}",
        f"year {year}: parts {percent}%{' and labour' if labour else ''}",
    )
    return Pane(year, " ".join(looks), words, now)
