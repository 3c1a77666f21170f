"""Chosen plans and options as people write them in one cell: codes or names, years, quantities."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Generic, TypeVar

from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import plain
from lumencare.domain.request import OptionChoice, PlanChoice
from lumencare.domain.text import Text
from lumencare.exchange.cells import CellValue, as_text, show
from lumencare.exchange.portfolio.written import WrittenChoices, WrittenItem, cut_items

Choice = TypeVar("Choice")
Code = TypeVar("Code", bound=str)

# Names hold separators too, but only inside parentheses: 周末服务（周六、周日 8:00-18:00）.
OUTSIDE_PARENTHESES = r"(?![^()]*\))"
BETWEEN_PLANS = re.compile(rf"[;、\n\r]{OUTSIDE_PARENTHESES}")
BETWEEN_OPTIONS = re.compile(rf"[;、,\n\r]{OUTSIDE_PARENTHESES}")
NOTHING = frozenset({"", "-", "—", "/", "无", "none"})
YEARS = re.compile(r"([^:]+):([0-9,\-~至\s]+)")
YEAR_OR_RUN = re.compile(r"(\d{1,2})(?:[-~至](\d{1,2}))?")
QUANTITY = re.compile(r"(.+?)\s*[x×*]\s*(\d{1,4})", re.DOTALL | re.IGNORECASE)
IN_PARENTHESES = re.compile(r"\([^()]*\)")
LONG_NOTE = re.compile(r"（[^（）]{5,}）$")
MOST_OF_ONE = 365
MOST_NEAREST = 3
# A little below difflib's own 0.6, which finds nothing near a word of a longer name: 周末.
NEAR = 0.45

# Names that the offer itself uses besides: its case figures mean Basic by the bare name,
# and it once calls Technology Support by another Chinese name.
OTHER_PLAN_NAMES = {
    "硬件保障计划": PlanCode.BASIC,
    "Part Care Plan": PlanCode.BASIC,
    "标准技术支持计划": PlanCode.TECHNOLOGY_SUPPORT,
}

YEARS_ALLOWED = Text(
    "项目年度写作 technology-support:3,4 或 technology-support:3-5。",
    "Project years are written like technology-support:3,4 or technology-support:3-5.",
)
QUANTITY_ALLOWED = Text(
    f"数量应为 1 至 {MOST_OF_ONE} 的整数，如 weekend x2。",
    f"The quantity is a whole number from 1 to {MOST_OF_ONE}, like weekend x2.",
)


@dataclass(frozen=True, slots=True)
class Names(Generic[Code]):
    """What can be chosen: each code with its name, and every accepted word for it, as compared."""

    texts: Mapping[Code, Text]
    by_word: Mapping[str, Code]

    def find(self, name: str) -> Code | None:
        """Return the code that a name stands for."""
        return self.by_word.get(_compared(name))

    def allowed(self, name: str) -> Text:
        """Say what a name that is not known may have meant, and what there is."""
        near = get_close_matches(_compared(name), self.by_word, n=MOST_NEAREST, cutoff=NEAR)
        codes = list(dict.fromkeys(self.by_word[each] for each in near))
        zh = "、".join(_short_name(each.zh) for each in self.texts.values())
        allowed = Text(
            f"可填：{zh}；多项以分号分隔。",
            f"Allowed: {', '.join(self.texts)}; several with a semicolon between them.",
        )
        if not codes:
            return allowed
        meant_zh = "、".join(f"“{_short_name(self.texts[each].zh)}”（{each}）" for each in codes)
        meant_en = " or ".join(f"{each} ({self.texts[each].en})" for each in codes)
        return Text(f"是否指{meant_zh}？{allowed.zh}", f"Is {meant_en} meant? {allowed.en}")


def plan_reader(edition: Edition) -> Callable[[CellValue], WrittenChoices[PlanChoice]]:
    """Return what reads a cell of plans; it raises InputProblems that name every wrong item."""
    words: dict[str, PlanCode] = {_compared(name): code for name, code in OTHER_PLAN_NAMES.items()}
    for plan in edition.plans:
        each_word = (plan.code, *_both(plan.name), *_both(plan.short_name))
        words.update((_compared(word), plan.code) for word in each_word)
    names = Names({plan.code: plan.name for plan in edition.plans}, words)
    return partial(_read_items, BETWEEN_PLANS, partial(_read_plan, names))


def option_reader(edition: Edition) -> Callable[[CellValue], WrittenChoices[OptionChoice]]:
    """Return what reads a cell of options; it raises InputProblems that name every wrong item."""
    texts: dict[str, Text] = {
        **{each.code: each.text for each in edition.responses if each.hours is not None},
        **{each.code: each.text for each in (*edition.hours, *edition.services)},
    }
    keys = _keys(texts.items())
    words = {IN_PARENTHESES.sub("", key): code for key, code in keys} | dict(keys)
    names = Names(texts, words)
    return partial(_read_items, BETWEEN_OPTIONS, partial(_read_option, names))


def _keys(rows: Iterable[tuple[str, Text]]) -> list[tuple[str, str]]:
    return [(_compared(word), code) for code, text in rows for word in (code, *_both(text))]


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _compared(name: str) -> str:
    return "".join(plain(name).casefold().split())


def _short_name(name: str) -> str:
    """Leave a note at the end of a name away; what tells plans apart, （年付）, is short."""
    return LONG_NOTE.sub("", name)


def _read_items(
    separator: re.Pattern[str], read: Callable[[str], Choice], cell: CellValue
) -> WrittenChoices[Choice]:
    text = as_text(cell)
    items: list[tuple[Choice, WrittenItem]] = []
    problems: list[Problem] = []
    for item in cut_items(text, separator):
        if plain(item.text).casefold() in NOTHING:
            continue
        try:
            items.append((read(plain(item.text)), item))
        except _WrongItem as wrong:
            # The place is the cell's, which the sheet's reader knows.
            problems.append(Problem("", show(item.text), wrong.allowed))
    if problems:
        raise InputProblems(problems)
    return WrittenChoices(text, tuple(items))


class _WrongItem(ValueError):
    """An item of a cell is no choice; says what is."""

    def __init__(self, allowed: Text) -> None:
        super().__init__(allowed.en)
        self.allowed = allowed


def _read_plan(names: Names[PlanCode], item: str) -> PlanChoice:
    with_years = YEARS.fullmatch(item)
    name = with_years[1] if with_years else item
    code = names.find(name)
    if code is None:
        raise _WrongItem(names.allowed(name))
    return PlanChoice(code, _read_years(with_years[2]) if with_years else ())


def _read_years(written: str) -> tuple[int, ...]:
    years: set[int] = set()
    for each in written.split(","):
        run = YEAR_OR_RUN.fullmatch("".join(each.split()))
        if run is None or int(run[2] or run[1]) < int(run[1]):
            raise _WrongItem(YEARS_ALLOWED)
        years.update(range(int(run[1]), int(run[2] or run[1]) + 1))
    return tuple(sorted(years))


def _read_option(names: Names[str], item: str) -> OptionChoice:
    counted = QUANTITY.fullmatch(item)
    name = counted[1] if counted else item
    code = names.find(name)
    if code is None:
        raise _WrongItem(names.allowed(name))
    quantity = int(counted[2]) if counted else 1
    if not 1 <= quantity <= MOST_OF_ONE:
        raise _WrongItem(QUANTITY_ALLOWED)
    return OptionChoice(code, quantity)
