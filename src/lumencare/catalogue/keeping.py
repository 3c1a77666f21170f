"""One part of the catalogue by hand: added, or changed as of the version that was read."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.catalogue.changes import (
    CIRCLE,
    LAST_ORDER_WANTED,
    NO_SUCH_PART,
    PIECES_LIE,
    lying,
    spelled_of,
    systems_known,
)
from lumencare.data.system_catalogue import find_family
from lumencare.domain.problems import Conflict, Problem
from lumencare.domain.stock.kinds import PartState, Unit
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.stock.successors import chain_of
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.exchange.price_list.columns import (
    LONGEST_NUMBER,
    MOST_DAYS,
    MOST_GRAMS,
    NUMBER_ALLOWED,
)
from lumencare.stock.models import Part
from lumencare.store import typed as read

LONGEST_NAME = 200
LONGEST_SYSTEMS = 500


def add_part(typed: read.Typed, *, by: User, now: datetime) -> Part:
    """Add a part under a number that no other has, however that is spelled."""
    require_right(by, Right.KEEP_PARTS)
    values = read.read_all({**BEGINS, **typed}, {"number": NUMBER, **READERS})
    part = Part(number=values.pop("number"), changed_at=now)
    part.key = number_key(part.number)
    problems = list(_wrong_number(part))
    facts = _facts(part, values, problems)
    require(problems)
    for name, value in facts.items():
        setattr(part, name, value)
    part.spelled = spelled_of(part)
    try:
        with transaction.atomic():
            return add_row(part, by=by, now=now)
    except IntegrityError as error:
        raise Conflict(NUMBER_TAKEN) from error


def change_part(part: Part, typed: read.Typed, *, by: User, now: datetime) -> Part:
    """Change the fields that are given, if the part is still as it was read.

    Its number stays: another number is another part, which may succeed this one.
    """
    require_right(by, Right.KEEP_PARTS)
    values = read.read_all(typed, READERS, given_only=True)
    problems: list[Problem] = []
    facts = _facts(part, values, problems)
    require(problems)
    before = part.version
    with transaction.atomic():
        change_row(part, facts, by=by, now=now)
        if part.version != before:
            part.spelled, part.changed_at = spelled_of(part), now
            Part.objects.filter(pk=part.pk).update(spelled=part.spelled, changed_at=now)
    return part


def _wrong_number(part: Part) -> Iterator[Problem]:
    if not 0 < len(part.key) <= LONGEST_NUMBER:
        yield Problem("number", part.number, NUMBER_ALLOWED)
    elif Part.objects.filter(key=part.key).exists():
        yield Problem("number", part.number, NUMBER_TAKEN)


def _facts(part: Part, values: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Return the fields as rows keep them; what cannot be is put to the problems."""
    facts = dict(values)
    problems += _wrong_life(part, facts)
    problems += _wrong_serials(part, facts)
    if "systems" in facts:
        names = facts["systems"]
        problems += systems_known(names, "systems")
        facts["systems"] = sorted({each.code for name in names if (each := find_family(name))})
    if "successor" in facts:
        facts["successor"] = _successor(part, facts["successor"], problems)
    return facts


def _wrong_life(part: Part, facts: dict[str, Any]) -> Iterator[Problem]:
    state = facts.get("state", part.state)
    if state == PartState.LAST_TIME_BUY and facts.get("last_order_on", part.last_order_on) is None:
        yield Problem("last_order_on", "", LAST_ORDER_WANTED)
    first = facts.get("last_order_on", part.last_order_on)
    last = facts.get("supplied_until", part.supplied_until)
    if first is not None and last is not None and last < first:
        yield Problem("supplied_until", str(last), NOT_BEFORE)


def _wrong_serials(part: Part, facts: dict[str, Any]) -> Iterator[Problem]:
    wanted = facts.get("serialised", part.serialised)
    if part.pk is not None and wanted != part.serialised and lying({part.key}):
        yield Problem("serialised", "", PIECES_LIE)


def _successor(part: Part, number: str, problems: list[Problem]) -> Part | None:
    """Return the part of a number; one that is not there, or leads back, is a problem."""
    if not number:
        return None
    found = Part.objects.filter(key=number_key(number)).first()
    if found is None:
        problems.append(Problem("successor", number, NO_SUCH_PART))
        return None
    rows = Part.objects.exclude(successor=None).values_list("key", "successor__key")
    if part.key in {found.key, *chain_of(found.key, dict(rows))}:
        problems.append(Problem("successor", number, CIRCLE))
    return found


def _read_systems(text: str) -> tuple[str, ...]:
    line = read.line(LONGEST_SYSTEMS)(text)
    return tuple(filter(None, (each.strip() for each in line.replace("、", ",").split(","))))


BEGINS = {"unit": Unit.PIECE.value, "state": PartState.CURRENT.value}
NUMBER: read.Reader = read.line(LONGEST_NUMBER, needed=True)
READERS: dict[str, read.Reader] = {
    "name_zh": read.line(LONGEST_NAME, needed=True),
    "name_en": read.line(LONGEST_NAME),
    "unit": read.one_of(each.value for each in Unit),
    "state": read.one_of(each.value for each in PartState),
    "last_order_on": read.if_any(read.day),
    "supplied_until": read.if_any(read.day),
    "successor": read.line(LONGEST_NUMBER),
    "systems": _read_systems,
    "serialised": read.yes_or_no,
    "frequent": read.yes_or_no,
    "lead_days": read.if_any(read.whole(0, MOST_DAYS)),
    "weight_grams": read.if_any(read.whole(1, MOST_GRAMS)),
}
NUMBER_TAKEN = Text(
    "目录中已有这个部件号（不计大小写、空格和横线写法）。",
    "The catalogue has this number already, case, spaces and kinds of dashes aside.",
)
NOT_BEFORE = Text(
    "供应截止日不能早于最后订货日。", "It cannot be supplied until a day before its last order."
)
