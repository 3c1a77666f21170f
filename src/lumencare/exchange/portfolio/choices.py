"""Chosen plans and options as people write them in one cell: codes or names, years, quantities."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.request import OptionChoice, PlanChoice
from lumencare.domain.text import Text
from lumencare.exchange.cells import CellValue, as_text, show

Choice = TypeVar("Choice")

# Names hold separators too, but only inside parentheses: 周末服务（周六、周日 8:00-18:00）.
OUTSIDE_PARENTHESES = r"(?![^()]*\))"
BETWEEN_PLANS = re.compile(rf"[;、\n\r]{OUTSIDE_PARENTHESES}")
BETWEEN_OPTIONS = re.compile(rf"[;、,\n\r]{OUTSIDE_PARENTHESES}")
NOTHING = frozenset({"", "-", "—", "/", "无", "none"})
YEARS = re.compile(r"([^:]+):([0-9,\-~至\s]+)")
YEAR_OR_RUN = re.compile(r"(\d{1,2})(?:[-~至](\d{1,2}))?")
QUANTITY = re.compile(r"(.+?)\s*[x×*]\s*(\d{1,4})", re.DOTALL | re.IGNORECASE)
IN_PARENTHESES = re.compile(r"\([^()]*\)")
MOST_OF_ONE = 365

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


def plan_reader(edition: Edition) -> Callable[[CellValue], tuple[PlanChoice, ...]]:
    """Return what reads a cell of plans; it raises InputProblems that name every wrong item."""
    names: dict[str, PlanCode] = {_compared(name): code for name, code in OTHER_PLAN_NAMES.items()}
    for plan in edition.plans:
        words = (plan.code, *_both(plan.name), *_both(plan.short_name))
        names.update((_compared(each), plan.code) for each in words)
    allowed = _allowed((plan.code, plan.name) for plan in edition.plans)
    return partial(_read_items, BETWEEN_PLANS, partial(_read_plan, names, allowed))


def option_reader(edition: Edition) -> Callable[[CellValue], tuple[OptionChoice, ...]]:
    """Return what reads a cell of options; it raises InputProblems that name every wrong item."""
    rows = [
        *((each.code, each.text) for each in edition.responses if each.hours is not None),
        *((each.code, each.text) for each in (*edition.hours, *edition.added_value)),
    ]
    names = {IN_PARENTHESES.sub("", key): code for key, code in _keys(rows)} | dict(_keys(rows))
    allowed = _allowed(rows)
    return partial(_read_items, BETWEEN_OPTIONS, partial(_read_option, names, allowed))


def _keys(rows: Iterable[tuple[str, Text]]) -> list[tuple[str, str]]:
    return [(_compared(word), code) for code, text in rows for word in (code, *_both(text))]


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _compared(name: str) -> str:
    return "".join(_plain(name).casefold().split())


def _allowed(rows: Iterable[tuple[str, Text]]) -> Text:
    rows = tuple(rows)
    zh = "、".join(f"{code}（{text.zh}）" for code, text in rows)
    en = ", ".join(f"{code} ({text.en})" for code, text in rows)
    return Text(
        f"可用代码或名称，多项以分号分隔：{zh}。",
        f"Codes or names are allowed, several with a semicolon between them: {en}.",
    )


def _read_items(
    separator: re.Pattern[str], read: Callable[[str], Choice], cell: CellValue
) -> tuple[Choice, ...]:
    items = [item for each in separator.split(_plain(as_text(cell))) if (item := each.strip())]
    choices: list[Choice] = []
    problems: list[Problem] = []
    for item in items:
        if item.casefold() in NOTHING:
            continue
        try:
            choices.append(read(item))
        except InputProblems as wrong:
            problems += wrong.problems
    if problems:
        raise InputProblems(problems)
    return tuple(choices)


def _read_plan(names: Mapping[str, PlanCode], allowed: Text, item: str) -> PlanChoice:
    with_years = YEARS.fullmatch(item)
    code = names.get(_compared(with_years[1] if with_years else item))
    if code is None:
        raise _wrong(item, allowed)
    return PlanChoice(code, _read_years(item, with_years[2]) if with_years else ())


def _read_years(item: str, written: str) -> tuple[int, ...]:
    years: set[int] = set()
    for each in written.split(","):
        run = YEAR_OR_RUN.fullmatch("".join(each.split()))
        if run is None or int(run[2] or run[1]) < int(run[1]):
            raise _wrong(item, YEARS_ALLOWED)
        years.update(range(int(run[1]), int(run[2] or run[1]) + 1))
    return tuple(sorted(years))


def _read_option(names: Mapping[str, str], allowed: Text, item: str) -> OptionChoice:
    counted = QUANTITY.fullmatch(item)
    code = names.get(_compared(counted[1] if counted else item))
    if code is None:
        raise _wrong(item, allowed)
    quantity = int(counted[2]) if counted else 1
    if not 1 <= quantity <= MOST_OF_ONE:
        raise _wrong(item, QUANTITY_ALLOWED)
    return OptionChoice(code, quantity)


def _wrong(item: str, allowed: Text) -> InputProblems:
    # The place is the cell's, which the sheet's reader knows.
    return InputProblems([Problem("", show(item), allowed)])
