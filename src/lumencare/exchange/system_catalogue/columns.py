"""The sheets of the catalogue of systems: their columns, how a cell is read, what is allowed.

A cell is read into what a form would hold; the rules of the catalogue judge it afterwards.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from lumencare.domain.lifecycle.kinds import (
    CATEGORIES,
    COMPONENT_KINDS,
    CONFIDENCES,
    DATABASES,
    FROM_PROCESSORS,
    STATUSES,
)
from lumencare.domain.reading import DATE_ALLOWED, plain
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import REUSE_NAMES
from lumencare.exchange.cells import CellValue, as_text, read_day
from lumencare.exchange.workbook.form import Column, SheetForm
from lumencare.exchange.workbook.one_of import allowed_of, reader_of, words_of

MOST_ROWS = 5_000
LONGEST_CELL = 4_000
# Where a fact is to be unknown again: a blank cell leaves what is known.
NOTHING = frozenset(("—", "-", "无", "none"))
TEXT_ALLOWED = Text(
    f"应为不超过 {LONGEST_CELL} 个字的文字。",
    f"Text of at most {LONGEST_CELL} characters is expected.",
)
DAY_ALLOWED = Text(f"{DATE_ALLOWED.zh}未知请填“—”。", f"{DATE_ALLOWED.en} A dash for unknown.")
# The closed lists, by the column that names one of them.
CHOICES: Mapping[str, Mapping[Any, Text]] = {
    "category": CATEGORIES,
    "status": STATUSES,
    "database": DATABASES,
    "from_processor": FROM_PROCESSORS,
    "confidence": CONFIDENCES,
    "component": COMPONENT_KINDS,
    "reuse": REUSE_NAMES,
}


class SheetKind(StrEnum):
    """What the rows of a sheet tell of."""

    SYSTEM = "system"
    SOFTWARE = "software"
    REUSE = "reuse"


def _read_text(value: CellValue) -> str:
    text = as_text(value).strip()
    if len(text) > LONGEST_CELL or "\x00" in text:
        raise ValueError(value)
    return "" if plain(text).casefold() in NOTHING else text


def _read_typed_day(value: CellValue) -> str:
    if not isinstance(value, date) and _read_text(value) == "":
        return ""
    return read_day(value).isoformat()


def _code_reader(field: str) -> Callable[[CellValue], str]:
    read = reader_of(words_of(CHOICES[field]))
    return lambda value: str(read(value).value)


def _column(field: str, *names: str, needed: bool = False) -> Column:
    if field in CHOICES:
        return Column(field, names, _code_reader(field), allowed_of(CHOICES[field]), not needed)
    if field.endswith("_on"):
        return Column(field, names, _read_typed_day, DAY_ALLOWED, not needed)
    return Column(field, names, _read_text, TEXT_ALLOWED, not needed)


_SAID = (
    _column("source", "source", "来源"),
    _column("confidence", "confidence", "可信度"),
)
_NOTES = (
    _column("note_zh", "note in Chinese", "中文说明", "note", "说明"),
    _column("note_en", "note in English", "英文说明"),
)
FORMS: Mapping[SheetKind, SheetForm] = {
    SheetKind.SYSTEM: SheetForm(
        ("systems", "系统", "系统 Systems", "系统目录 Systems"),
        (
            _column("code", "code", "编号", needed=True),
            _column("name_zh", "name in Chinese", "中文名称"),
            _column("name_en", "name in English", "英文名称"),
            _column("also", "also called", "又名"),
            _column("category", "category", "类别"),
            _column("status", "status", "状态"),
            _column("sales_end_on", "sales end on", "停售日"),
            _column("spares_end_on", "spares end on", "备件供应结束日"),
            _column("support_ends_on", "support ends on", "支持结束日"),
            _column("successors", "successors", "后继系统"),
            _column("database", "database", "数据库"),
            _column("from_processor", "from the processor", "从处理器下载"),
            *_NOTES,
            *_SAID,
        ),
        MOST_ROWS,
    ),
    SheetKind.SOFTWARE: SheetForm(
        ("software", "软件", "软件 Software"),
        (
            _column("system", "system", "系统", needed=True),
            _column("number", "version", "版本", needed=True),
            _column("released_on", "released on", "发布日"),
            _column("support_ends_on", "support ends on", "支持结束日"),
            _column("clients", "client systems", "客户端系统"),
            _column("functions", "functions", "功能"),
            _column("successor", "followed by", "后继版本"),
            *_SAID,
        ),
        MOST_ROWS,
    ),
    SheetKind.REUSE: SheetForm(
        ("reuse", "利旧", "利旧 Reuse"),
        (
            _column("system", "system", "系统", needed=True),
            _column("target", "goes over to", "升级到", needed=True),
            _column("component", "component", "部件", needed=True),
            _column("reuse", "what becomes of it", "处理"),
            *_NOTES,
            *_SAID,
        ),
        MOST_ROWS,
    ),
}
# What a row of each sheet is found by.
KEYS: Mapping[SheetKind, tuple[str, ...]] = {
    SheetKind.SYSTEM: ("code",),
    SheetKind.SOFTWARE: ("system", "number"),
    SheetKind.REUSE: ("system", "target", "component"),
}
CODES = frozenset({"code", "system", "target"})
