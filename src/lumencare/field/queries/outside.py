"""Visits as a visitor of the portal sees them: how far, when, by whom, and what waits for them."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.http import Http404

from lumencare.contracts.models import Allowance
from lumencare.desk.queries.outside import PublicCase
from lumencare.domain.desk.causes import CAUSE_NAMES
from lumencare.domain.dispatch.checklists import CHECKLISTS
from lumencare.domain.dispatch.states import (
    HOLDING,
    KIND_NAMES,
    STATE_NAMES,
    VisitKind,
    VisitState,
)
from lumencare.domain.readiness.relying import PROGRAMMING, Relying, Work
from lumencare.domain.text import Text
from lumencare.field.models import Visit, VisitReport
from lumencare.sites.relying import relying_of
from lumencare.sites.visitors import Visitor

MOST = 50
# Who was on site yesterday may still be asked to sign; after a month nobody remembers.
SIGNED_WITHIN = timedelta(days=30)
SIGNABLE = [VisitState.ON_SITE.value, VisitState.DONE.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVisit:
    """A visit; `asks_time` where its time waits for the customer's word, `asks_name` its report."""

    number: str
    kind: Text
    state: str
    state_name: Text
    summary: str
    case: str
    site: int
    site_name: str
    system_name: str
    engineer: str
    remote: bool
    starts_at: datetime | None
    ends_at: datetime | None
    confirmed_at: datetime | None
    finished_at: datetime | None
    wanted: str
    asks_time: bool
    asks_name: bool
    has_report: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReport:
    """What a customer signs: what was done and found, and its mark by which it is known."""

    visit: PublicVisit
    cause: Text | None
    findings: str
    checks: tuple[Text, ...]
    parts: tuple[tuple[str, str, str], ...]
    trained: bool
    signer: str
    signed_at: datetime | None
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the five steps from report to done; `look` is done, here or to come."""

    name: Text
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a case is, and the visit that goes for it."""

    case: PublicCase
    steps: tuple[Step, ...]
    here: Text
    visit: PublicVisit | None


def seen_visits(visitor: Visitor) -> QuerySet[Visit]:
    """Return the visits to the sites that a visitor sees."""
    rows = Visit.objects.filter(site__in=visitor.sites).exclude(state=VisitState.CANCELLED)
    whole = rows.select_related("site", "system", "case", "engineer__person", "report")
    return whole.prefetch_related("papers")


def visit_seen(visitor: Visitor, number: str) -> Visit:
    """Return a visit that a visitor sees; else Http404."""
    found = seen_visits(visitor).filter(number=number.replace("\x00", "")).first()
    if found is None:
        raise Http404(f"visit {number}")
    return found


def visits_of(visitor: Visitor, now: datetime, site: int | None = None) -> tuple[PublicVisit, ...]:
    """Return the visits that are to come, under way, or wait for a signature; soonest first."""
    rows = seen_visits(visitor)
    rows = rows if site is None else rows.filter(site=site)
    ahead = [VisitState.PROPOSED.value, *(each.value for each in HOLDING)]
    found = [public_visit(each, now) for each in rows.filter(state__in=ahead)[:MOST]]
    done = rows.filter(state=VisitState.DONE, finished_at__gte=now - SIGNED_WITHIN)
    found += [each for row in done[:MOST] if (each := public_visit(row, now)).asks_name]
    return tuple(sorted(found, key=lambda each: (each.starts_at is None, each.starts_at or now)))


def reports_of(visitor: Visitor, now: datetime, site: int | None = None) -> tuple[PublicVisit, ...]:
    """Return the visits that are done and have a report, newest first."""
    rows = seen_visits(visitor).filter(state=VisitState.DONE, papers__isnull=False).distinct()
    rows = rows if site is None else rows.filter(site=site)
    return tuple(public_visit(each, now) for each in rows.order_by("-finished_at", "-pk")[:MOST])


def progress_of(visitor: Visitor, case: PublicCase, now: datetime) -> Progress:
    """Return how far a case is: received, somebody sent, on the way, on site, done."""
    rows = seen_visits(visitor).filter(case__number=case.number)
    row = rows.exclude(state=VisitState.MISSED).order_by("-pk").first()
    visit = public_visit(row, now) if row else None
    place = _place(case, visit)
    steps = tuple(
        Step(name=name, look="done" if index < place else "here" if index == place else "")
        for index, name in enumerate(STEPS)
    )
    return Progress(case=case, steps=steps, here=STEPS[min(place, len(STEPS) - 1)], visit=visit)


def report_seen(visitor: Visitor, number: str, now: datetime) -> PublicReport:
    """Return the report of a visit that a visitor sees; Http404 where there is none yet."""
    row = visit_seen(visitor, number)
    report: VisitReport | None = getattr(row, "report", None)
    if report is None:
        raise Http404(f"report of {number}")
    known = {each.code: each.text for each in CHECKLISTS[VisitKind(row.kind)]}
    return PublicReport(
        visit=public_visit(row, now),
        cause=CAUSE_NAMES.get(report.cause),
        findings=report.findings,
        checks=tuple(known[each] for each in report.checks if each in known),
        parts=tuple(
            (each.part_number, f"{each.quantity_milli / 1000:g}", each.new_serial)
            for each in row.parts.order_by("pk")
        ),
        trained=report.trained,
        signer=report.signer,
        signed_at=report.signed_at,
        mark=mark_of(row, report),
    )


def relying_of_service(allowance: Allowance, on: date) -> Relying | None:
    """Return what stands against booking from an allowance; None: it relies on no record (SC-9)."""
    if allowance.code not in PROGRAMMING:
        return None
    return relying_of([allowance.system], Work.PROGRAMMING_VISIT, on)


def report_file(visitor: Visitor, number: str) -> tuple[str, FieldFile]:
    """Return the PDF of a visit's report with its name; Http404 where none was made."""
    paper = visit_seen(visitor, number).papers.order_by("-revision").first()
    if paper is None:
        raise Http404(f"report of {number}")
    return f"{paper.number}.pdf", paper.pdf


def mark_of(visit: Visit, report: VisitReport) -> str:
    """Return the mark of what a report says: another word in it, and it is another mark."""
    parts = visit.parts.order_by("pk").values_list("part_number", "quantity_milli", "new_serial")
    said = [
        visit.number, report.cause, report.findings, sorted(report.checks), report.trained,
        list(parts),
    ]  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()


def public_visit(row: Visit, now: datetime) -> PublicVisit:
    """Return a visit as its customer sees it."""
    report: VisitReport | None = getattr(row, "report", None)
    booked = row.state == VisitState.BOOKED
    return PublicVisit(
        number=row.number,
        kind=KIND_NAMES[VisitKind(row.kind)],
        state=row.state,
        state_name=STATE_NAMES[VisitState(row.state)],
        summary=row.summary,
        case=row.case.number if row.case else "",
        site=row.site_id,
        site_name=row.site.name,
        system_name=row.system.name if row.system else "",
        engineer=row.engineer.person.name if row.engineer else "",
        remote=row.remote,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        confirmed_at=row.confirmed_at,
        finished_at=row.finished_at,
        wanted=row.wanted_by.isoformat() if row.wanted_by else "",
        asks_time=booked and row.offered_at is not None and row.confirmed_at is None,
        asks_name=row.state in SIGNABLE
        and report is not None
        and report.signed_at is None
        and (row.finished_at or now) >= now - SIGNED_WITHIN,
        has_report=bool(row.papers.all()),
    )


def _place(case: PublicCase, visit: PublicVisit | None) -> int:
    """Return which of the five steps a case is at; past the last where it is done."""
    if not case.is_live:
        return len(STEPS)
    state = VisitState(visit.state) if visit else None
    at = {
        VisitState.BOOKED: 1,
        VisitState.ON_THE_WAY: 2,
        VisitState.ON_SITE: 3,
        VisitState.DONE: 3,
    }
    return at.get(state, 0) if state else 0


STEPS = (
    Text("已受理", "Received"),
    Text("已派工", "Assigned"),
    Text("在途", "On the way"),
    Text("现场", "On site"),
    Text("完成", "Done"),
)
