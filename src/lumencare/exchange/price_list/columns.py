"""The columns of a price list of parts: their names, how a cell is read, what is allowed."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from lumencare.domain.money import Money
from lumencare.domain.reading import DATE_ALLOWED, plain
from lumencare.domain.stock.kinds import PART_STATES, UNITS
from lumencare.domain.text import Text
from lumencare.exchange.cells import (
    CellValue,
    as_text,
    read_day,
    read_money,
    read_quantity,
    read_text,
)
from lumencare.exchange.workbook.form import Column, SheetForm, compared
from lumencare.exchange.workbook.one_of import allowed_of, reader_of, words_of

MOST_PARTS = 30_000
LONGEST_NUMBER = 80
GREATEST_PRICE = Money.of(100_000_000)
MOST_DAYS = 3_000
MOST_GRAMS = 1_000_000
NONE = ("—", "-", "无", "none")

PRICE_ALLOWED = Text(
    "应为 0.00 至 100,000,000.00 元的单价，不含税。",
    "A unit price from 0.00 to 100,000,000.00 RMB is expected, VAT excluded.",
)
NUMBER_ALLOWED = Text(
    f"应为不超过 {LONGEST_NUMBER} 个字符的部件号。",
    f"A part number of at most {LONGEST_NUMBER} characters is expected.",
)
NAME_ALLOWED = Text("应为不超过 200 个字的名称。", "A name of at most 200 characters is expected.")
YES_NO = Text("应为“是”或“否”。", "Yes or no is expected.")
YES, NO = ("是", "yes", "y", "1", "true", "√"), ("否", "no", "n", "0", "false")
YES_WORDS = {compared(each): words is YES for words in (YES, NO) for each in words}


def _read_number(value: CellValue) -> str:
    return read_text(value, LONGEST_NUMBER)


def _read_successor(value: CellValue) -> str:
    """Read the number of a successor; a dash says that there is none."""
    text = read_text(value, LONGEST_NUMBER)
    return "" if plain(text).casefold() in NONE else text


def _read_price(value: CellValue) -> Money:
    price = read_money(value)
    if not Money.of(0) <= price <= GREATEST_PRICE:
        raise ValueError(value)
    return price


def _read_whole(most: int, value: CellValue) -> int:
    number = read_quantity(value)
    if number != number.to_integral_value() or number > Decimal(most):
        raise ValueError(value)
    return int(number)


def _read_systems(value: CellValue) -> tuple[str, ...]:
    text = as_text(value).replace("、", ",").replace("，", ",").replace(";", ",")
    return tuple(filter(None, (read_text(each) for each in text.split(","))))


def _whole(most: int) -> Text:
    return Text(f"应为 1 至 {most:,} 的整数。", f"A whole number from 1 to {most:,} is expected.")


# How headers name each column; the first in each language is how people are told of it.
NAMES = {
    "number": ("part number", "part_number", "部件号", "型号", "料号", "model", "part no"),
    "unit_net": ("unit price", "unit_price", "post-sales unit price", "单价", "售后单价", "售后价"),
    "name_zh": ("name", "name_zh", "名称", "中文名称", "品名"),
    "name_en": ("english name", "name_en", "英文名称"),
    "unit": ("unit", "单位"),
    "state": ("state", "status", "状态"),
    "last_order_on": ("last order", "last_order_on", "last-time buy until", "最后订货日"),
    "supplied_until": ("supplied until", "supplied_until", "供应至"),
    "successor": ("successor", "replaced by", "替代型号", "后继型号"),
    "systems": ("systems", "适用系统"),
    "serialised": ("serialised", "serialized", "by serial", "按序列号"),
    "frequent": ("frequent", "spare pool", "常用", "常用备件"),
    "lead_days": ("lead days", "lead_days", "lead time", "交货天数"),
    "weight_grams": ("weight", "weight_grams", "重量"),
}
NEEDED = {"number", "unit_net"}
YES_OR_NO = (reader_of(YES_WORDS), YES_NO)
READ: dict[str, tuple[Callable[[CellValue], Any], Text]] = {
    "number": (_read_number, NUMBER_ALLOWED),
    "unit_net": (_read_price, PRICE_ALLOWED),
    "name_zh": (read_text, NAME_ALLOWED),
    "name_en": (read_text, NAME_ALLOWED),
    "unit": (reader_of(words_of(UNITS)), allowed_of(UNITS)),
    "state": (reader_of(words_of(PART_STATES)), allowed_of(PART_STATES)),
    "last_order_on": (read_day, DATE_ALLOWED),
    "supplied_until": (read_day, DATE_ALLOWED),
    "successor": (_read_successor, NUMBER_ALLOWED),
    "systems": (_read_systems, NAME_ALLOWED),
    "serialised": YES_OR_NO,
    "frequent": YES_OR_NO,
    "lead_days": (partial(_read_whole, MOST_DAYS), _whole(MOST_DAYS)),
    "weight_grams": (partial(_read_whole, MOST_GRAMS), _whole(MOST_GRAMS)),
}
COLUMNS = tuple(
    Column(field, names, *READ[field], optional=field not in NEEDED)
    for field, names in NAMES.items()
)
FORM = SheetForm(("prices", "价格表", "price list", "备件价格"), COLUMNS, MOST_PARTS)
