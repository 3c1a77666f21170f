"""The two sheets of a portfolio as forms: how each cell is read, and what is allowed in it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.place import Place
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.reading import DATE_ALLOWED, plain
from lumencare.domain.system import (
    BOM_ALLOWED,
    EARLIEST_ORDER,
    GREATEST_BOM,
    check_bom,
    check_order_date,
)
from lumencare.domain.text import Text
from lumencare.exchange.cells import (
    GREATEST_QUANTITY,
    LONGEST_TEXT,
    CellValue,
    as_text,
    read_day,
    read_money,
    read_quantity,
    read_text,
    show,
)
from lumencare.exchange.portfolio.choices import option_reader, plan_reader
from lumencare.exchange.portfolio.names import (
    BOM_COLUMNS,
    BOM_SHEET,
    CLASS_WORDS,
    OPTIONAL_COLUMNS,
    SERIAL_COLUMNS,
    START_UP_NAMES,
    START_UP_WORDS,
    SYSTEM_COLUMNS,
    SYSTEMS_SHEET,
)
from lumencare.exchange.workbook.form import Column, SheetForm, compared

MOST_SYSTEMS = 20_000
MOST_BOM_LINES = 1_000_000
MOST_PARTS = 20_000
# The serials of all pieces of a line stand in one cell.
LONGEST_SERIALS = 4000
# A reference names the quotation's file too.
LONGEST_REF = 60


@dataclass(frozen=True, slots=True)
class Site:
    """Where a system stands: the city as it was written, and the place that it means."""

    city: str
    place: Place


Reading = tuple[Callable[[CellValue], Any], Text]
Word = TypeVar("Word", bound=StrEnum)


def systems_form(edition: Edition, *, today: date, find_place: Callable[[str], Place]) -> SheetForm:
    """Return the sheet of systems as it should look on a day, by the names of an edition."""
    classes = {each.code: each.text for each in edition.classes}
    by_field: dict[str, Reading] = {
        "ref": (_read_ref, _text_allowed(LONGEST_REF)),
        "project": (read_text, _text_allowed(LONGEST_TEXT)),
        "customer": (read_text, _text_allowed(LONGEST_TEXT)),
        "city": (partial(_read_site, _remembering(find_place)), _text_allowed(LONGEST_TEXT)),
        "system_type": (read_text, _text_allowed(LONGEST_TEXT)),
        "warranty_class": _word_reading(WarrantyClass, classes, CLASS_WORDS),
        "start_up": _word_reading(StartUp, START_UP_NAMES, START_UP_WORDS),
        "order_date": (partial(_read_order_date, today), _order_date_allowed(today)),
        "bom": (_read_bom, BOM_ALLOWED),
        "list_amount": (_read_bom, BOM_ALLOWED),
        "plans": (plan_reader(edition), CHOICE_ALLOWED),
        "options": (option_reader(edition), CHOICE_ALLOWED),
    }
    return SheetForm(SYSTEMS_SHEET, _columns(SYSTEM_COLUMNS, by_field), MOST_SYSTEMS)


def bom_form() -> SheetForm:
    """Return the sheet of part lines as it should look."""
    by_field: dict[str, Reading] = {
        "ref": (_read_ref, _text_allowed(LONGEST_REF)),
        "part_number": (read_text, _text_allowed(LONGEST_TEXT)),
        "description": (read_text, _text_allowed(LONGEST_TEXT)),
        "quantity": (read_quantity, QUANTITY_ALLOWED),
        "unit_price": (_read_price, PRICE_ALLOWED),
        "list_unit_price": (_read_price, PRICE_ALLOWED),
    }
    return SheetForm(BOM_SHEET, _columns(BOM_COLUMNS, by_field), MOST_BOM_LINES)


def parts_form() -> SheetForm:
    """Return the part lines of a single system as they should look, with serials where known."""
    ref, *others = bom_form().columns
    read_serials = partial(read_text, longest=LONGEST_SERIALS)
    serials = {"serials": (read_serials, _text_allowed(LONGEST_SERIALS))}
    columns = (replace(ref, optional=True), *others, *_columns(SERIAL_COLUMNS, serials))
    return SheetForm(BOM_SHEET, columns, MOST_PARTS)


def _columns(
    names: Mapping[str, tuple[str, ...]], by_field: Mapping[str, Reading]
) -> tuple[Column, ...]:
    return tuple(
        Column(field, names[field], read, allowed, optional=field in OPTIONAL_COLUMNS)
        for field, (read, allowed) in by_field.items()
    )


def _word_reading(
    kind: type[Word], names: Mapping[str, Text], more: Mapping[str, tuple[str, ...]]
) -> Reading:
    """Return how a code of a closed set is read: by itself, its names, or other words for it."""
    by_word = {
        compared(word): code
        for code in kind
        for word in (code.value, names[code].zh, names[code].en, *more[code])
    }

    def read(cell: CellValue) -> Word:
        word = by_word.get(compared(as_text(cell)))
        if word is None:
            raise ValueError(cell)
        return word

    zh = "、".join(f"{code}（{names[code].zh}）" for code in kind)
    en = ", ".join(f"{code} ({names[code].en})" for code in kind)
    return read, Text(f"可用：{zh}。", f"Allowed: {en}.")


def _read_ref(cell: CellValue) -> str:
    """Read a reference, full-width letters and digits made plain: it names a file."""
    return read_text(plain(as_text(cell)), longest=LONGEST_REF)


def _read_site(find_place: Callable[[str], Place], cell: CellValue) -> Site:
    city = read_text(cell)
    return Site(city, find_place(city))


def _remembering(find_place: Callable[[str], Place]) -> Callable[[str], Place]:
    """Look up each name once, known or not: a portfolio has many sites in few cities."""
    found: dict[str, Place | InputProblems | Refused] = {}

    def find(name: str) -> Place:
        if name not in found:
            try:
                found[name] = find_place(name)
            except (InputProblems, Refused) as wrong:
                found[name] = wrong
        known = found[name]
        if isinstance(known, Exception):
            raise known
        return known

    return find


def _read_order_date(today: date, cell: CellValue) -> date:
    try:
        day = read_day(cell)
    except ValueError as error:
        raise InputProblems([Problem("", show(cell), _why_no_day(cell))]) from error
    if check_order_date(day, today, ""):
        raise ValueError(cell)
    return day


def _why_no_day(cell: CellValue) -> Text:
    text = plain(as_text(cell))
    return next(why for written, why in NO_DAYS if written.fullmatch(text))


def _read_bom(cell: CellValue) -> Money:
    bom = read_money(cell)
    if check_bom(bom, ""):
        raise ValueError(cell)
    return bom


def _read_price(cell: CellValue) -> Money:
    price = read_money(cell)
    if not Money.of(0) <= price <= GREATEST_BOM:
        raise ValueError(cell)
    return price


def _order_date_allowed(today: date) -> Text:
    return Text(
        f"下单日期应在 {EARLIEST_ORDER} 至 {today} 之间；{DATE_ALLOWED.zh}",
        f"The order date must lie between {EARLIEST_ORDER} and {today}. {DATE_ALLOWED.en}",
    )


def _text_allowed(longest: int) -> Text:
    return Text(
        f"应为不超过 {longest} 个字的文字，不含控制字符。",
        f"Text of at most {longest} characters, without control characters, is expected.",
    )


PRICE_ALLOWED = Text(
    f"应为不小于 0 的金额，不超过 {GREATEST_BOM.grouped} 元，最多两位小数。",
    f"An amount of 0 or more is expected, at most {GREATEST_BOM.grouped} RMB, with at most two "
    "decimals.",
)
QUANTITY_ALLOWED = Text(
    f"应为大于 0 的数量，不超过 {GREATEST_QUANTITY:,}，最多三位小数。",
    f"A quantity above 0 is expected, at most {GREATEST_QUANTITY:,}, with at most three decimals.",
)
# What is written where no day can be read, and what to do about it; the last row always matches.
NO_DAYS = (
    (
        re.compile(r"\d{5}(?:\.\d+)?"),
        Text(
            "这是日期的序列号：请把单元格设为日期格式。",
            "This is the serial number of a date: format the cell as a date.",
        ),
    ),
    (re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}\D?"), DATE_ALLOWED),
    (
        re.compile(r".*", re.DOTALL),
        Text(
            "请按 年-月-日 填写，如 2025-03-04。",
            "Write it as year-month-day, like 2025-03-04.",
        ),
    ),
)
CHOICE_ALLOWED = Text("应为代码或名称。", "Codes or names are expected.")
