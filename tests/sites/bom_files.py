"""Hardware lists as files, to send."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from lumencare.sites.uploads import Upload

HEADER = ("part number", "description", "quantity", "post-sales unit price", "list unit price")
PARTS = (
    ("QP-1", "主控", 2, 100_000, 150_000),
    ("KP-4", "面板", 100, 3_000.5, 4_000),
)


def workbook(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER, sheet: str = "bom") -> bytes:
    """Return a workbook with one sheet of part lines."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        # The same rows are the same file, also where a second passes between the two.
        book.set_properties({"created": datetime(2026, 1, 15, 10, tzinfo=UTC)})
        page = book.add_worksheet(sheet)
        for number, row in enumerate((header, *(rows or PARTS))):
            page.write_row(number, 0, row)
    return buffer.getvalue()


def csv(
    *rows: tuple[Any, ...], header: tuple[str, ...] = HEADER, encoding: str = "utf-8-sig"
) -> bytes:
    """Return a CSV file of part lines."""
    lines = (",".join(map(str, row)) for row in (header, *(rows or PARTS)))
    return "\r\n".join(lines).encode(encoding)


def sent(content: bytes, name: str = "清单.xlsx") -> Upload:
    """Return a file as it is sent."""
    return Upload(name, BytesIO(content))
