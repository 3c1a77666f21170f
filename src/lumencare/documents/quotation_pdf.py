"""The quotation as a PDF and as page pictures, both from one template."""

from datetime import time

from lumencare.documents.quotation_context import build_context
from lumencare.documents.typesetting import (
    Unprintable,
    find_unprintable,
    picture_pages,
    say_unprintable,
    typeset,
)
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.shanghai import at

TEMPLATE = "quotation"
# Noon in Shanghai is the same date everywhere that reads the file's metadata in UTC.
NOON = time(12)
# What a person wrote and the document prints as it stands.
WRITTEN_FIELDS = ("project", "customer", "city", "system_type")


def render_quotation(quotation: Quotation) -> bytes:
    """Return the quotation as PDF/A-2a: bilingual, tagged, the same bytes for the same quotation.

    Raises InputProblems naming the field and the characters that the font cannot show.
    """
    moment = at(quotation.on, NOON)
    try:
        return typeset(TEMPLATE, build_context(quotation), moment)
    except Unprintable as error:
        problems = check_printable(quotation)
        if not problems:
            raise
        raise InputProblems(problems) from error


def picture_quotation(quotation: Quotation) -> list[bytes]:
    """Return the pages as PNG pictures, to be shown before the PDF is sent."""
    return picture_pages(TEMPLATE, build_context(quotation))


def check_printable(quotation: Quotation) -> list[Problem]:
    """Return the fields whose text the document cannot show, by their name in the request.

    `number` is the quotation's own; a batch can call this before it renders anything.
    """
    fields = {each: getattr(quotation.request, each) for each in WRITTEN_FIELDS}
    fields["number"] = quotation.number
    moment = at(quotation.on, NOON)
    if not find_unprintable(" ".join(fields.values()), moment):
        return []
    return [
        Problem(where, text, say_unprintable(characters))
        for where, text in fields.items()
        if (characters := find_unprintable(text, moment))
    ]
