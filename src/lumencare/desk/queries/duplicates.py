"""Cases that may be about the same fault: open, reported lately, with the reasons in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.desk.queries.rows import visible_cases
from lumencare.domain.desk.clock import ClockState
from lumencare.domain.desk.merging import MergeSide, stays
from lumencare.domain.desk.states import LIVE, STATE_NAMES, CaseState
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.phones import phone_tail
from lumencare.store import typed as read

# Two reports of one fault come within days; older ones are more likely another fault.
WITHIN = timedelta(days=14)
MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a report is compared by; what is empty is compared with nothing."""

    system: int | None = None
    site: int | None = None
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A case that may be about the same fault.

    `stays` tells which of the two has to stay if they are merged: True, this one; None where there
    is no second case yet.
    """

    number: str
    summary: str
    state: str
    state_name: Text
    reported_at: datetime
    reporter_name: str
    reasons: tuple[Text, ...]
    stays: bool | None


def duplicates_of(user: User, case: Case, now: datetime) -> list[Suspect]:
    """Return the open cases that may be about the same fault as one, most alike first."""
    like = Likeness(
        system=case.system_id,
        site=case.site_id,
        phone=case.reporter_phone,
        email=case.reporter_email,
    )
    return _suspects(user, like, now, case)


def find_alike(user: User, like: Likeness, now: datetime) -> list[Suspect]:
    """Return the open cases that a report may repeat, while it is taken down."""
    return _suspects(user, replace(like, phone=_spelled(like.phone)), now, None)


def _spelled(typed: str) -> str:
    """Return a number as it is kept; empty while it is not whole."""
    try:
        return str(read.phone(typed)) if typed.strip() else ""
    except read.Wrong:
        return ""


def _suspects(user: User, like: Likeness, now: datetime, case: Case | None) -> list[Suspect]:
    wanted = [each for each in (_by_system(like), _by_site(like), *_by_reporter(like)) if each]
    if not wanted:
        return []
    any_of = Q()
    for each in wanted:
        any_of |= each
    since = (case.reported_at if case else now) - WITHIN
    rows = visible_cases(user).filter(any_of, state__in=LIVE, reported_at__gte=since)
    if case is not None:
        rows = rows.exclude(pk=case.pk)
    found = [(row, _reasons(like, row)) for row in rows.order_by("-reported_at", "-pk")[:200]]
    alike = sorted((pair for pair in found if pair[1]), key=lambda pair: -len(pair[1]))
    return [_suspect(row, reasons, case) for row, reasons in alike[:MOST]]


def _by_system(like: Likeness) -> Q | None:
    return Q(system=like.system) if like.system is not None else None


def _by_site(like: Likeness) -> Q | None:
    return Q(site=like.site) if like.site is not None else None


def _by_reporter(like: Likeness) -> list[Q]:
    tail = phone_tail(like.phone)
    found = [Q(phone_tail=tail)] if tail else []
    return [*found, Q(reporter_email__iexact=like.email)] if like.email else found


def _reasons(like: Likeness, row: Case) -> tuple[Text, ...]:
    """Return why a case looks alike; at one site two systems that are known are two faults."""
    if like.system is not None and row.system_id not in {None, like.system}:
        return ()
    return tuple(text for text, holds in REASONS if holds(like, row))


def _suspect(row: Case, reasons: tuple[Text, ...], case: Case | None) -> Suspect:
    day = in_shanghai(row.reported_at)
    when = Text(f"{day:%m-%d %H:%M} 报修", f"reported {day:%m-%d %H:%M}")
    return Suspect(
        number=row.number,
        summary=row.summary,
        state=row.state,
        state_name=STATE_NAMES[CaseState(row.state)],
        reported_at=row.reported_at,
        reporter_name=row.reporter_name,
        reasons=(*reasons, when),
        stays=stays(_side(row), _side(case)) if case else None,
    )


def _side(case: Case) -> MergeSide:
    return MergeSide(ClockState(case.clock), case.due_at, case.reported_at)


def _same_phone(like: Likeness, row: Case) -> bool:
    return bool(like.phone) and row.reporter_phone == like.phone


def _same_tail(like: Likeness, row: Case) -> bool:
    tail = phone_tail(like.phone)
    return bool(tail) and row.phone_tail == tail and not _same_phone(like, row)


REASONS: tuple[tuple[Text, Callable[[Likeness, Case], bool]], ...] = (
    (
        Text("同一系统", "the same system"),
        lambda like, row: like.system is not None and row.system_id == like.system,
    ),
    (
        Text("同一项目地点", "the same site"),
        lambda like, row: (
            like.site is not None and row.site_id == like.site and row.system_id != like.system
        ),
    ),
    (Text("同一电话", "the same phone number"), _same_phone),
    (Text("电话尾号相同", "a number that ends alike"), _same_tail),
    (
        Text("同一邮箱", "the same e-mail address"),
        lambda like, row: (
            bool(like.email) and row.reporter_email.casefold() == like.email.casefold()
        ),
    ),
)
