"""The columns of a price file, and the headings in which people give them."""

from collections.abc import Sequence
from enum import StrEnum

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import plain
from lumencare.domain.text import Text


class Column(StrEnum):
    """A column that a price file brings; `on` may be missing."""

    REF = "ref"
    CLASS = "class"
    BOM = "bom"
    ORDER_DATE = "order_date"
    ON = "on"


LONGEST_GIVEN = 200
REQUIRED = (Column.REF, Column.CLASS, Column.BOM, Column.ORDER_DATE)
HEADINGS = {
    Column.REF: ("ref", "编号", "项目编号", "系统编号"),
    Column.CLASS: ("class", "warranty class", "质保类别", "原质保类别"),
    Column.BOM: ("bom", "硬件清单金额", "清单金额"),
    Column.ORDER_DATE: ("order date", "下单日期", "订单日期"),
    Column.ON: ("on", "查询日期"),
}
COLUMN_OF = {heading: column for column, known in HEADINGS.items() for heading in known}


def find_columns(file: str, headings: Sequence[str]) -> dict[Column, int]:
    """Return where each column stands; InputProblems for those that are missing or repeated."""
    found: dict[Column, int] = {}
    problems = []
    for position, heading in enumerate(headings):
        column = recognise(heading)
        if column in found:
            allowed = Text("同一列只能出现一次。", "A column may stand once only.")
            problems.append(Problem(file, heading[:LONGEST_GIVEN], allowed))
        elif column is not None:
            found[column] = position
    given = ", ".join(each for each in headings if each)[:LONGEST_GIVEN]
    problems.extend(Problem(file, given, _wanted(each)) for each in REQUIRED if each not in found)
    if problems:
        raise InputProblems(problems)
    return found


def recognise(heading: str) -> Column | None:
    """Return the column that a heading names, if it names one."""
    return COLUMN_OF.get(" ".join(plain(heading).lower().replace("_", " ").split()))


def _wanted(column: Column) -> Text:
    zh, en = "、".join(HEADINGS[column]), ", ".join([column, *HEADINGS[column][1:]])
    return Text(f"缺少一列，列名可用：{zh}。", f"A column is missing; it may be headed: {en}.")
