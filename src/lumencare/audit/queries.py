"""Reads of the trail: of one thing, or of the whole office, newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.models import Entry
from lumencare.audit.values import names_in, shown
from lumencare.audit.veils import Veils
from lumencare.audit.words import action_words, field_words, kind_words
from lumencare.domain.shanghai import SHANGHAI
from lumencare.domain.text import Text

MOST_OF_A_THING = 50
PAGE = 50
# Days beyond have no instant in every time zone; nothing was done before or will be after.
EARLIEST, LATEST = date(1900, 1, 1), date(9998, 12, 31)


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its name in words, what it held before and what it holds since."""

    field: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as people read it."""

    key: int
    at: datetime
    who: str
    action: Text
    kind: Text
    label: str
    changes: list[Change]
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted: of a person, about a kind of thing, of an action, on some days."""

    person: str = ""
    kind: str = ""
    action: str = ""
    first_day: date | None = None
    last_day: date | None = None


def trail_of(user: User, *things: models.Model) -> list[Line]:
    """Return what happened to one thing, or to some that belong together.

    People outside see nothing of the office's trail.
    """
    if is_outsider(user) or not things:
        return []
    about = (Q(kind=each._meta.label_lower, key=str(each.pk)) for each in things)
    rows = Entry.objects.filter(reduce(or_, about))
    return list(lines(user, rows.order_by("-at", "-id")[:MOST_OF_A_THING]))


def whole_trail(
    user: User, wanted: Wanted, *, before: int | None = None
) -> tuple[list[Line], int | None]:
    """Return a page of the whole trail and the key to ask the next with; None at its end."""
    require_right(user, Right.SEE_AUDIT)
    rows = _matching(wanted)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(lines(user, rows.order_by("-id")[: PAGE + 1]))
    # A name that is veiled leads to nothing: whoever looks for it finds no entry of its.
    told = [each for each in found[:PAGE] if wanted.person.lower() in each.who.lower()]
    return told, found[PAGE - 1].key if len(found) > PAGE else None


def lines(user: User, entries: Iterable[Entry]) -> Iterator[Line]:
    """Yield entries as a person may read them: amounts and phones only with their rights."""
    rows = list(entries)
    names, veils = names_in(rows), Veils(rows)

    def read(entry: Entry, field: str, value: Any) -> Text:
        veiled = veils.over(entry, value)
        return Text(veiled, veiled) if veiled else shown(user, entry, field, value, names)

    for each in rows:
        yield Line(
            key=each.pk,
            at=each.at,
            who=veils.over(each, each.by_name) or each.by_name,
            action=action_words(each.action, each.kind),
            kind=kind_words(each.kind),
            label=veils.over(each, each.label) or each.label,
            changes=[
                Change(
                    field_words(field, each.kind),
                    read(each, field, each.before.get(field)),
                    read(each, field, each.after[field]),
                )
                # PostgreSQL and SQLite keep the fields in orders of their own.
                for field in sorted(each.after)
            ],
            why=each.why,
        )


def _matching(wanted: Wanted) -> QuerySet[Entry]:
    asked: dict[str, Any] = {
        "by_name__icontains": wanted.person,
        "kind": wanted.kind,
        "action": wanted.action,
        "at__gte": _start(wanted.first_day),
        "at__lt": _end(wanted.last_day),
    }
    return Entry.objects.filter(**{key: value for key, value in asked.items() if value})


def _start(day: date | None) -> datetime | None:
    return datetime.combine(min(max(day, EARLIEST), LATEST), time(), SHANGHAI) if day else None


def _end(day: date | None) -> datetime | None:
    return _start(min(day, LATEST) + timedelta(days=1)) if day else None
