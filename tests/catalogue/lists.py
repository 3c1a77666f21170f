"""Price lists as files, and the catalogue that they make."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from lumencare.accounts.models import User
from lumencare.catalogue.actions import (
    PriceListPreview,
    Publishing,
    preview_price_list,
    publish_price_list,
)
from lumencare.sites.uploads import Upload
from lumencare.stock.models import PriceList
from tests.office import NOW, TODAY

HEADER = ("部件号", "名称", "单价", "状态", "最后订货日", "替代型号", "适用系统")
Row = Sequence[Any]
QP = ("QP3-1", "主控处理器", "52,000.00", "在售", "", "", "QUANTUM")
OLD = ("QSN-OLD", "调光模块", "8000", "已停产", "", "QSN-NEW", "QUANTUM")
NEW = ("QSN-NEW", "调光模块（新）", "8600", "", "", "", "QUANTUM、ATHENA")
GONE = ("NWK-E", "网络接口", "3100.5", "已停产", "", "—", "HWI")


def price_csv(*rows: Row, header: Row = HEADER) -> bytes:
    """Return a price list as a CSV file."""
    lines = (",".join(f'"{cell}"' for cell in row) for row in (header, *rows))
    return "\r\n".join(lines).encode("utf-8-sig")


def look(by: User, *rows: Row, header: Row = HEADER) -> PriceListPreview:
    """Look at a price list."""
    return preview_price_list(Upload("价格.csv", BytesIO(price_csv(*rows, header=header))), by=by)


def publish(
    by: User, *rows: Row, code: str = "PL-2026-1", valid_from: date = TODAY, after: str = ""
) -> PriceList:
    """Look at a price list and publish it."""
    sha256 = look(by, *rows).sha256
    asked = Publishing(sha256=sha256, after=after, code=code, valid_from=valid_from)
    return publish_price_list(asked, by=by, now=NOW)
