"""Files that leave the office: always attachments, never opened inside our own pages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import IO, Any, TypeVar

import xlsxwriter
from django.http import FileResponse

from lumencare.documents.sheets import Column, write_sheet

Item = TypeVar("Item")


def attach(file: IO[bytes] | Any, name: str) -> FileResponse:
    """Answer with a file that the browser saves and never shows, whatever it holds."""
    answer = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def attach_sheet(
    name: str, title: str, columns: Sequence[Column[Item]], items: Iterable[Item], now: datetime
) -> FileResponse:
    """Answer with a workbook of one sheet; words stay words, so none becomes a formula."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"title": title, "created": now})
        write_sheet(book, title, columns, items)
    file.seek(0)
    return attach(file, f"{name}-{now:%Y-%m-%d}.xlsx")
