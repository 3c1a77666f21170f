"""Columns of the workbooks that lists are handed out as."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from lumencare.documents.sheets import Column, Kind
from lumencare.domain.text import Text
from lumencare.sites.queries import Page, SiteSummary, SystemSummary

Row = TypeVar("Row")
# Beyond it a workbook is no list to read any more; filters make it shorter.
MOST_EXPORTED = 20_000


def all_rows(read: Callable[[str], Page[Row]]) -> Iterator[Row]:
    """Yield the rows of every page of a list, up to what one workbook takes."""
    left, cursor = MOST_EXPORTED, ""
    while left > 0:
        page = read(cursor)
        yield from page.rows[:left]
        left, cursor = left - len(page.rows), page.next_cursor
        if not cursor:
            return


SITE_COLUMNS: tuple[Column[SiteSummary], ...] = (
    Column(Text("项目", "Site"), 32, Kind.TEXT, lambda row: row.name),
    Column(Text("英文名称", "English name"), 32, Kind.TEXT, lambda row: row.name_en),
    Column(Text("最终用户", "End user"), 32, Kind.TEXT, lambda row: row.owner),
    Column(Text("合作伙伴", "Partner"), 28, Kind.TEXT, lambda row: row.partner),
    Column(Text("城市", "City"), 14, Kind.TEXT, lambda row: row.city),
    Column(Text("系统数", "Systems"), 9, Kind.COUNT, lambda row: row.systems),
)

SYSTEM_COLUMNS: tuple[Column[SystemSummary], ...] = (
    Column(Text("编号", "Reference"), 18, Kind.TEXT, lambda row: row.ref),
    Column(Text("系统", "System"), 28, Kind.TEXT, lambda row: row.name),
    Column(Text("项目", "Site"), 28, Kind.TEXT, lambda row: row.site),
    Column(Text("最终用户", "End user"), 28, Kind.TEXT, lambda row: row.owner),
    Column(Text("城市", "City"), 12, Kind.TEXT, lambda row: row.city),
    Column(Text("类型", "Type"), 14, Kind.TEXT, lambda row: row.system_type),
    Column(Text("质保", "Warranty"), 9, Kind.TEXT, lambda row: row.warranty_class.value),
    Column(Text("下单日期", "Order date"), 11, Kind.DAY, lambda row: row.order_date),
    Column(Text("项目年度", "Project year"), 9, Kind.COUNT, lambda row: row.project_year),
    Column(Text("硬件清单", "Hardware list"), 15, Kind.MONEY, lambda row: row.bom),
    Column(Text("购买期截止", "Window ends"), 11, Kind.DAY, lambda row: row.window_ends_on),
    Column(Text("剩余天数", "Days left"), 9, Kind.COUNT, lambda row: row.days_left),
    Column(Text("涉及金额", "At stake"), 14, Kind.MONEY, lambda row: row.window_value),
)
