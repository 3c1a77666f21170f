"""A case with all that was promised, decided and timed, as programs and pages read it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.desk.clocks import holding, is_undone, reading_of
from lumencare.desk.frame import Frame
from lumencare.desk.models import Case, ClockEvent, Decision, PartLine
from lumencare.desk.queries.rows import find_case
from lumencare.domain.desk.states import STATE_NAMES, CaseState, CaseStep, may_take
from lumencare.domain.money import Money
from lumencare.domain.text import Reason, Text
from lumencare.sites.phones import mask_email, mask_phone, show_phone


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """A decision as it was kept; amounts None for who sees no prices."""

    pk: int
    follows: int | None
    line: int | None
    on: date
    cause: str
    edition: str
    facts: dict[str, Any]
    project_year: int
    parts_percent: int
    part_price: Money | None
    customer_pays: Money | None
    labour_covered: bool
    visit_charge: Money
    response: str
    sentence: Text
    because: tuple[dict[str, Any], ...]
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """A part line with the decision that holds for it."""

    pk: int
    position: int
    part_number: str
    description: str
    serial: str
    quantity: str
    on_list: bool | None
    decision: DecisionFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """An event of the clock; `undone` where another took it back, `undoes` where it does."""

    pk: int
    kind: str
    at: datetime
    entered_at: datetime
    reason: str
    evidence: str
    data: dict[str, Any]
    due_before: datetime | None
    due_after: datetime | None
    undoes: int | None
    undone: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A case; the number and address of the reporter are hidden in part for most."""

    number: str
    version: int
    state: str
    state_name: Text
    channel: str
    urgent: bool
    cause: str
    summary: str
    description: str
    site_pk: int | None
    site_name: str
    system_pk: int | None
    system_name: str
    system_ref: str
    reporter_name: str
    reporter_phone: str
    reporter_email: str
    reported_at: datetime
    opened_at: datetime
    commitment: str
    edition: str
    windows: tuple[str, ...]
    clock: str
    due_at: datetime | None
    due_because: tuple[Reason, ...]
    calendar_certain: bool
    paused_since: datetime | None
    started_at: datetime | None
    met_in_time: bool | None
    assignee_pk: int | None
    assignee: str
    flag: str
    flagged_at: datetime | None
    merged_into: str
    split_from: str
    resolution: str
    resolved_at: datetime | None
    closed_at: datetime | None
    changed_at: datetime
    decision: DecisionFacts | None
    parts: tuple[PartFacts, ...]
    events: tuple[EventFacts, ...]
    can: frozenset[str]


def case_facts(user: User, number: str) -> CaseFacts:
    """Return a case for whoever may see it; Http404 else."""
    return facts_of(user, find_case(user, number))


def facts_of(user: User, case: Case, frame: Frame | None = None) -> CaseFacts:
    """Return the facts of a row that was found for the person."""
    events = list(case.clock_events.select_related("undone_by").order_by("at", "pk"))
    reading = reading_of(case, holding(events), frame)
    parts = case.part_lines.filter(removed_at=None).select_related("decision")
    same = {name: getattr(case, name) for name in SAME}
    return CaseFacts(
        **same,
        **_place(case),
        **_reporter(user, case),
        state_name=STATE_NAMES[CaseState(case.state)],
        windows=tuple(case.windows),
        due_because=reading.answer.because if reading.answer else (),
        assignee_pk=case.assignee_id,
        assignee=case.assignee.name if case.assignee else "",
        merged_into=case.merged_into.number if case.merged_into else "",
        split_from=case.split_from.number if case.split_from else "",
        decision=decision_facts(case.decision) if case.decision else None,
        parts=tuple(_part(each) for each in parts.order_by("position")),
        events=tuple(event_facts(each) for each in events),
        can=steps_of(user, case),
    )


# What a case says as its row does.
SAME = (
    "number", "version", "state", "channel", "urgent", "cause", "summary", "description",
    "reporter_name", "reported_at", "opened_at", "commitment", "edition", "clock", "due_at",
    "calendar_certain", "paused_since", "started_at", "met_in_time", "resolution", "resolved_at",
    "closed_at", "flag", "flagged_at", "changed_at",
)  # fmt: skip


def _place(case: Case) -> dict[str, Any]:
    site, system = case.site, case.system
    return {
        "site_pk": case.site_id,
        "site_name": site.name if site else "",
        "system_pk": case.system_id,
        "system_name": system.name if system else "",
        "system_ref": system.ref if system else "",
    }


def _reporter(user: User, case: Case) -> dict[str, Any]:
    whole = may(user, Right.SEE_PHONES)
    return {
        "reporter_phone": (show_phone if whole else mask_phone)(case.reporter_phone),
        "reporter_email": case.reporter_email if whole else mask_email(case.reporter_email),
    }


def decision_facts(row: Decision) -> DecisionFacts:
    """Return a decision as it was kept."""
    return DecisionFacts(
        pk=row.pk,
        follows=row.follows_id,
        line=row.line_id,
        on=row.on,
        cause=row.cause,
        edition=row.edition,
        facts=row.facts,
        project_year=row.project_year,
        parts_percent=row.parts_percent,
        part_price=_money(row.part_fen),
        customer_pays=_money(row.customer_pays_fen),
        labour_covered=row.labour_covered,
        visit_charge=Money.of_fen(row.visit_fen),
        response=row.response,
        sentence=Text(row.sentence_zh, row.sentence_en),
        because=tuple(row.because),
        why=row.why,
        by=row.by_name,
        at=row.at,
    )


def event_facts(row: ClockEvent) -> EventFacts:
    """Return an event of a clock."""
    return EventFacts(
        pk=row.pk,
        kind=row.kind,
        at=row.at,
        entered_at=row.entered_at,
        reason=row.reason,
        evidence=row.evidence,
        data=row.data,
        due_before=row.due_before,
        due_after=row.due_after,
        undoes=row.undoes_id,
        undone=is_undone(row),
        by=row.by_name,
    )


STEP_RIGHTS = {
    CaseStep.CHANGE: Right.WORK_CASES,
    CaseStep.PAUSE: Right.KEEP_CASES,
    CaseStep.RESUME: Right.KEEP_CASES,
    CaseStep.START: Right.WORK_CASES,
    CaseStep.RESOLVE: Right.WORK_CASES,
    CaseStep.REOPEN: Right.WORK_CASES,
    CaseStep.CLOSE: Right.KEEP_CASES,
    CaseStep.MERGE: Right.KEEP_CASES,
}


def steps_of(user: User, case: Case) -> frozenset[str]:
    """Return the steps that a person may take with a case as it stands."""
    state = CaseState(case.state)
    found = {
        step.value
        for step, right in STEP_RIGHTS.items()
        if may_take(step, state) and may(user, right)
    }
    if case.started_at is not None:
        found -= {CaseStep.START.value, CaseStep.PAUSE.value}
    return frozenset(found)


def _part(row: PartLine) -> PartFacts:
    return PartFacts(
        pk=row.pk,
        position=row.position,
        part_number=row.part_number,
        description=row.description,
        serial=row.serial,
        quantity=f"{row.quantity_milli / 1000:g}",
        on_list=row.on_list,
        decision=decision_facts(row.decision) if row.decision else None,
    )


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money.of_fen(fen)
