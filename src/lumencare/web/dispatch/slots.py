"""A slot as a button or a box of a page sends it: written, and read again."""

from datetime import datetime
from typing import NamedTuple

from django.http import Http404

from lumencare.domain.dispatch.slots import Slot
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_whole
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text

PIECES = 4
MOMENT = Text("应为时刻，如 2026-11-17T08:00。", "An instant is expected, like 2026-11-17T08:00.")


def slot_value(chosen: str, slot: Slot) -> str:
    """Return what a button of a slot sends."""
    return f"{chosen}|{slot.engineer}|{slot.start.isoformat()}|{slot.end.isoformat()}"


class Sent(NamedTuple):
    """A slot as a form sends it: for what it is, with whom, from when to when."""

    number: str
    engineer: int
    start: datetime
    end: datetime


def read_slot(sent: str) -> Sent:
    """Return what a slot names; Http404 where no page sent it."""
    pieces = sent.split("|")
    if len(pieces) != PIECES:
        raise Http404(sent)
    number, engineer, start, end = pieces
    return Sent(number, read_key(engineer), read_moment("slot", start), read_moment("slot", end))


def read_key(text: str) -> int:
    """Return the key of a row; Http404 where it is none."""
    key = read_whole(text)
    if key is None:
        raise Http404(text)
    return key


def read_moment(where: str, text: str) -> datetime:
    """Return an instant, in Shanghai; InputProblems where it is none."""
    try:
        return in_shanghai(datetime.fromisoformat(text.strip()))
    except ValueError as error:
        raise InputProblems([Problem(where, text, MOMENT)]) from error
