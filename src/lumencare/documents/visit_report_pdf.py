"""The report of a visit as PDF and as page pictures."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from lumencare.documents.contract_context import list_values
from lumencare.documents.typesetting import Unprintable, find_unprintable, picture_pages, typeset
from lumencare.documents.visit_report_context import ReportPictures, VisitReportContext
from lumencare.documents.visit_report_data import write_visit_report
from lumencare.domain.text import Text

TEMPLATE = "visit_report"
# What stands for a character that the font lacks: the work is done, and its report is issued.
IN_PLACE = "□"


def render_visit_report(
    context: VisitReportContext, pictures: ReportPictures, moment: datetime
) -> bytes:
    """Return the report as PDF/A-2a and PDF/UA-1: the same bytes for the same facts and moment.

    A character that the font cannot show is printed as □, and a line says so.
    """
    data = write_visit_report(context, pictures)
    try:
        return typeset(TEMPLATE, {**data, "lacking": False}, moment)
    except Unprintable:
        lacking = find_unprintable(_written(context), moment)
        if not lacking:
            raise
    put = dict.fromkeys(map(ord, lacking), IN_PLACE)
    data = write_visit_report(_replaced(context, put), pictures)
    return typeset(TEMPLATE, {**data, "lacking": True}, moment)


def picture_visit_report(context: VisitReportContext, pictures: ReportPictures) -> list[bytes]:
    """Return the pages as PNG pictures."""
    data = write_visit_report(context, pictures)
    return picture_pages(TEMPLATE, {**data, "lacking": False})


def _written(context: VisitReportContext) -> str:
    values = (value for _, value in list_values(context))
    return "".join(
        f"{each.zh}{each.en}" if isinstance(each, Text) else each
        for each in values
        if isinstance(each, Text | str)
    )


def _replaced(value: Any, put: dict[int, str]) -> Any:
    """Return a context with characters put in the place of others."""
    if isinstance(value, str):
        return value.translate(put)
    if isinstance(value, tuple):
        return tuple(_replaced(each, put) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: _replaced(getattr(value, each.name), put) for each in fields(value)}
        return replace(value, **parts)
    return value
