"""Cases that may be about the same fault: open, reported lately, with the reasons in words."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.desk.models import Case, PartLine
from lumencare.desk.queries.near import NearCase, cases_by_number, open_cases_at
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
# A serial number in what was said: shorter words are too often something else.
SERIAL = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{5,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a report is compared by; what is empty is compared with nothing."""

    system: int | None = None
    site: int | None = None
    phone: str = ""
    email: str = ""
    # What was said of the fault: a serial number in it may stand on a case already.
    words: str = ""
    serials: tuple[str, ...] = ()


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
        words=f"{case.summary} {case.description}",
        serials=tuple(_serials_of(case.part_lines.all())),
    )
    return _suspects(user, like, now, case)


def find_alike(user: User, like: Likeness, now: datetime) -> list[Suspect]:
    """Return the open cases that a report may repeat, while it is taken down."""
    return _suspects(user, replace(like, phone=_spelled(like.phone)), now, None)


def open_like(user: User, like: Likeness, now: datetime) -> tuple[NearCase, ...]:
    """Return what to look at before another case is opened: all at the site, then what is alike.

    The same caller may have reported it for another site, or a part with the same serial number;
    a number that only ends alike is another caller's.
    """
    alike = find_alike(user, like, now)
    reasons = {each.number: each.reasons for each in alike if each.reasons[:-1] != (ENDS_ALIKE,)}
    there = open_cases_at(user, site=like.site)
    known = {each.number for each in there}
    elsewhere = cases_by_number(user, [each for each in reasons if each not in known])
    return tuple(
        replace(each, reasons=reasons.get(each.number, ())) for each in (*there, *elsewhere)
    )


def _spelled(typed: str) -> str:
    """Return a number as it is kept; empty while it is not whole."""
    try:
        return str(read.phone(typed)) if typed.strip() else ""
    except read.Wrong:
        return ""


def _suspects(user: User, like: Likeness, now: datetime, case: Case | None) -> list[Suspect]:
    like = replace(like, serials=tuple({*like.serials, *serials_in(like.words)}))
    named = (_by_system(like), _by_site(like), _by_serial(like), *_by_reporter(like))
    wanted = [each for each in named if each]
    if not wanted:
        return []
    any_of = Q()
    for each in wanted:
        any_of |= each
    since = (case.reported_at if case else now) - WITHIN
    rows = visible_cases(user).filter(any_of, state__in=LIVE, reported_at__gte=since)
    rows = rows.prefetch_related("part_lines")
    if case is not None:
        rows = rows.exclude(pk=case.pk)
    found = [(row, _reasons(like, row)) for row in rows.order_by("-reported_at", "-pk")[:200]]
    alike = sorted((pair for pair in found if pair[1]), key=lambda pair: -len(pair[1]))
    return [_suspect(row, reasons, case) for row, reasons in alike[:MOST]]


def _by_system(like: Likeness) -> Q | None:
    return Q(system=like.system) if like.system is not None else None


def _by_site(like: Likeness) -> Q | None:
    return Q(site=like.site) if like.site is not None else None


def _by_serial(like: Likeness) -> Q | None:
    if not like.serials:
        return None
    standing = PartLine.objects.filter(removed_at=None, serial__in=like.serials)
    return Q(pk__in=standing.values("case"))


def serials_in(words: str) -> Iterator[str]:
    """Yield what may be serial numbers: long words of letters and digits, as written and large."""
    for each in SERIAL.findall(words):
        if any(sign.isdigit() for sign in each):
            yield from {each, each.upper()}


def _serials_of(lines: Iterable[PartLine]) -> Iterator[str]:
    return (each.serial for each in lines if each.serial and each.removed_at is None)


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


ENDS_ALIKE = Text("电话尾号相同", "a number that ends alike")
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
    (
        Text("同一序列号", "the same serial number"),
        lambda like, row: not set(like.serials).isdisjoint(_serials_of(row.part_lines.all())),
    ),
    (Text("同一电话", "the same phone number"), _same_phone),
    (ENDS_ALIKE, _same_tail),
    (
        Text("同一邮箱", "the same e-mail address"),
        lambda like, row: (
            bool(like.email) and row.reporter_email.casefold() == like.email.casefold()
        ),
    ),
)
