"""Rows of sums that people put under their lists: they are neither a system nor a part line."""

from collections.abc import Iterable, Mapping

from lumencare.domain.problems import Problem
from lumencare.domain.text import Text
from lumencare.exchange.cells import CellValue, is_blank
from lumencare.exchange.workbook.form import compared

SUM_WORDS = frozenset(
    {"合计", "总计", "小计", "共计", "total", "totals", "sum", "subtotal", "grandtotal"}
)
NO_SUMS = Text(
    "合计行请删除；只含数字的合计行会自动跳过。",
    "Delete the row of sums; one that holds nothing but figures is skipped by itself.",
)

Values = Mapping[str, CellValue | Problem]


def is_sum(cells: Iterable[CellValue], values: Values) -> bool:
    """Tell whether a row says that it is a sum and holds nothing but figures in our columns."""
    words = [each for each in values.values() if _is_word(each)]
    if len(words) > 1:
        return False
    return all(map(_names_sum, words)) and any(map(_names_sum, words or cells))


def sum_word_first(values: Values) -> str | None:
    """Return the field of a row's first written cell where that calls the row a sum."""
    for field, value in values.items():
        if isinstance(value, Problem) or not is_blank(value):
            return field if _names_sum(value) else None
    return None


def _is_word(value: CellValue | Problem) -> bool:
    return isinstance(value, str) and any(each.isalpha() for each in value)


def _names_sum(value: CellValue | Problem) -> bool:
    return isinstance(value, str) and compared(value) in SUM_WORDS
