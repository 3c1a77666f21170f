"""What a phone carries away for days without a network: visits, answers of cover, signed by us."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.answers import text_answer
from lumencare.domain.dispatch.checklists import CHECKLISTS
from lumencare.domain.dispatch.states import KIND_NAMES, STATE_NAMES, VisitKind, VisitState
from lumencare.domain.readiness.judging import Light
from lumencare.domain.shanghai import in_shanghai
from lumencare.field.covering import answers_of
from lumencare.field.models import Visit, VisitReport
from lumencare.sites.models import RecordKind
from lumencare.sites.queries.readiness import readiness_of
from lumencare.sites.queries.records import KIND_NAMES as RECORD_NAMES
from lumencare.stock.queries import Carried, carried_by

# Carried: what lies open from before, today and the days that follow.
DAYS_AHEAD = 3
DAYS_BACK = 7
OPEN = ["booked", "on-the-way", "on-site"]


@dataclass(frozen=True, slots=True)
class VisitSnapshot:
    """A visit as the phone carries it: plain values, and the mark by which we know them again."""

    number: str
    facts: dict[str, Any]
    mark: str


@dataclass(frozen=True, slots=True)
class DaySnapshot:
    """What somebody has before them, earliest first."""

    on: date
    visits: tuple[VisitSnapshot, ...]


def day_of(user: User, on: date) -> DaySnapshot:
    """Return the visits of the person who asks: today's, the next days', and what is still open."""
    require_right(user, Right.DO_VISITS)
    mine = Visit.objects.filter(engineer__person=user).exclude(state__in=["cancelled", "proposed"])
    first, last = on - timedelta(days=DAYS_BACK), on + timedelta(days=DAYS_AHEAD)
    near = Q(starts_at__date__gte=on) | Q(state__in=OPEN, starts_at__date__gte=first)
    rows = mine.filter(near, starts_at__date__lte=last)
    whole = rows.select_related("site", "system", "case", "report").prefetch_related(
        "site__contacts", "site__records", "system__held_plans", "photos", "parts", "papers"
    )
    bag = carried_by(user)
    visits = (snapshot_of(each, bag) for each in whole.order_by("starts_at", "pk"))
    return DaySnapshot(on, tuple(visits))


def snapshot_of(visit: Visit, bag: Sequence[Carried]) -> VisitSnapshot:
    """Return what a phone carries of a visit, with what its person has in the bag."""
    facts = {
        **_words(visit),
        "place": _place(visit),
        "people": [
            {"name": each.name, "position": each.position, "phone": each.phone}
            for each in visit.site.contacts.all()
        ],
        "checks": [
            {"code": each.code, "zh": each.text.zh, "en": each.text.en}
            for each in CHECKLISTS[VisitKind(visit.kind)]
        ],
        "answers": answers_of(visit),
        "records": _records(visit),
        "lacks": _lacks(visit),
        "done": _done(visit),
        "photos": len(visit.photos.all()),
        "parts": [each.part_number for each in visit.parts.all()],
        "report": len(visit.papers.all()),
        "bag": [
            {
                "number": x.number,
                "zh": x.name.zh,
                "en": x.name.en,
                "serial": x.serial,
                "free": x.free,
            }
            for x in bag
        ],
    }
    return VisitSnapshot(visit.number, facts, _sign(visit.number, facts["answers"]))


def is_genuine(number: str, answers: dict[str, Any], mark: str) -> bool:
    """Tell whether answers are those that we signed for a visit."""
    try:
        return Signer(salt=SALT).unsign(mark) == _digest(number, answers)
    except BadSignature:
        return False


def _words(visit: Visit) -> dict[str, Any]:
    kind, state = KIND_NAMES[VisitKind(visit.kind)], STATE_NAMES[VisitState(visit.state)]
    starts, ends = (
        each and in_shanghai(each).isoformat() for each in (visit.starts_at, visit.ends_at)
    )
    due = visit.case.due_at if visit.case else None
    return {
        "number": visit.number,
        "kind": visit.kind,
        "kind_zh": kind.zh,
        "kind_en": kind.en,
        "state": visit.state,
        "state_zh": state.zh,
        "state_en": state.en,
        "summary": visit.summary,
        "case": visit.case.number if visit.case else "",
        "due_at": due and in_shanghai(due).isoformat(),
        "starts_at": starts,
        "ends_at": ends,
    }


def _place(visit: Visit) -> dict[str, Any]:
    system = visit.system
    return {
        "site": visit.site.name,
        "site_pk": visit.site_id,
        "city": visit.site.city,
        "address": visit.site.address,
        "system": system.name if system else "",
        "type": system.system_type if system else "",
    }


def _records(visit: Visit) -> list[dict[str, Any]]:
    """Return the newest drawing or database of each kind that there is a file of (SC-9)."""
    newest = {
        each.kind: each
        for each in sorted(visit.site.records.all(), key=lambda row: row.number)
        if visit.system_id is None or each.system_id in {None, visit.system_id}
    }
    return [
        {
            "id": each.pk,
            "name": each.file_name,
            "kind_zh": RECORD_NAMES[RecordKind(kind)].zh,
            "kind_en": RECORD_NAMES[RecordKind(kind)].en,
            "dated_on": each.dated_on.isoformat() if each.dated_on else None,
            "size": each.size,
        }
        for kind, each in newest.items()
        if not each.not_applicable
    ]


def _lacks(visit: Visit) -> list[dict[str, str]]:
    """Return what is missing or old among the records of the visit's system, in words (SC-9)."""
    system = visit.system
    if system is None or visit.starts_at is None:
        return []
    found = readiness_of([system], in_shanghai(visit.starts_at).date())[system.pk].readiness
    return [
        text_answer(reason.text)
        for each in found.papers
        if each.light is not Light.GREEN
        for reason in each.because
    ]


def _done(visit: Visit) -> dict[str, Any]:
    """Return what the report of a visit holds so far."""
    report = getattr(visit, "report", None) or VisitReport(visit=visit)
    return {
        "cause": report.cause,
        "findings": report.findings,
        "checks": report.checks,
        "trained": report.trained,
        "fixed": report.fixed,
        "signer": report.signer,
        "unsigned_why": report.unsigned_why,
    }


SALT = "lumencare.field.snapshot"


def _sign(number: str, answers: dict[str, Any]) -> str:
    return Signer(salt=SALT).sign(_digest(number, answers))


def _digest(number: str, answers: dict[str, Any]) -> str:
    text = json.dumps([number, answers], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
