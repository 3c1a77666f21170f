"""Surveys as pages show them: lists, and one with its visits, findings and what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.models import Entry
from lumencare.domain.dispatch.states import STATE_NAMES as VISIT_STATES
from lumencare.domain.dispatch.states import VisitState
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.surveying import (
    CONDITION_NAMES,
    SURVEY_STATE_NAMES,
    SURVEY_STEPS,
    Condition,
    SurveyState,
    SurveyStep,
)
from lumencare.field.models import VisitPhoto
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.upgrades.models import Finding, Survey, SurveyVisit
from lumencare.upgrades.queries.checked import CheckedComponent, checked_components
from lumencare.upgrades.queries.rows import find_survey

RIGHT_FOR: Mapping[SurveyStep, Right] = {
    SurveyStep.DECIDE: Right.KEEP_SURVEYS,
    SurveyStep.AGREE: Right.KEEP_SURVEYS,
    SurveyStep.SEND_AGAIN: Right.KEEP_SURVEYS,
    SurveyStep.CANCEL: Right.KEEP_SURVEYS,
    SurveyStep.RECORD: Right.RECORD_FINDINGS,
    SurveyStep.FINISH: Right.RECORD_FINDINGS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveySummary:
    """A survey in a list; `net` None for who sees no prices."""

    number: str
    state: str
    state_name: Text
    system_pk: int
    system_ref: str
    system_name: str
    site_name: str
    free: bool | None
    net: Money | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class VisitOfSurvey:
    """A visit of a survey, as the board has it."""

    number: str
    state_name: Text
    starts_at: datetime | None
    free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """What was found of one kind of component; `photo` is the key of the picture of a visit."""

    pk: int
    component: str
    part_number: str
    quantity: int
    condition: Condition
    condition_name: Text
    note: str
    by: str
    photo: int | None
    photo_sha256: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPage:
    """A survey with all that a person may know of it, and what they may do."""

    summary: SurveySummary
    row_version: int
    why: str
    owner: str
    site_pk: int
    man_days: int
    free_man_days: int
    because: tuple[Mapping[str, Any], ...]
    wanted_by: date | None
    author: str
    decided_by: str
    decided_at: datetime | None
    decided_why: str
    agreed_name: str
    agreed_how: str
    agreed_at: datetime | None
    words: str
    ended_at: datetime | None
    ended_why: str
    visits: tuple[VisitOfSurvey, ...]
    findings: tuple[FindingFacts, ...]
    # What the engineers' checklists say besides, while findings can be recorded.
    checked: tuple[CheckedComponent, ...]
    photos: tuple[tuple[str, str], ...]
    steps: frozenset[SurveyStep]
    trail: tuple[Entry, ...]


def list_surveys(
    user: User,
    state: str = "",
    *,
    system: int | None = None,
    cursor: str = "",
    size: int = DEFAULT_SIZE,
) -> Page[SurveySummary]:
    """Return the surveys, newest change first; of one system where it is named."""
    rows = _rows(user)
    if state:
        rows = rows.filter(state=state)
    if system is not None:
        rows = rows.filter(system=system)
    shown = may(user, Right.SEE_PRICES)
    return cut(
        rows, ("-changed_at", "-pk"), lambda row: _summary(row, shown), cursor=cursor, size=size
    )


def count_surveys(user: User) -> Mapping[str, int]:
    """Return how many surveys are in each state."""
    rows = _rows(user).order_by().values_list("state").annotate(Count("pk"))
    return {each.value: 0 for each in SurveyState} | dict(rows)


def surveys_of_system(user: User, system_pk: int) -> tuple[SurveySummary, ...]:
    """Return the surveys of a system, newest first; none for who may see none."""
    if not may(user, Right.SEE_SURVEYS):
        return ()
    shown = may(user, Right.SEE_PRICES)
    rows = _rows(user).filter(system=system_pk).order_by("-pk")[:20]
    return tuple(_summary(each, shown) for each in rows)


def done_surveys(system_pk: int) -> tuple[tuple[str, date | None], ...]:
    """Return the surveys of a system that a proposal can rest on, newest first."""
    rows = Survey.objects.filter(system=system_pk, state=SurveyState.DONE.value).order_by("-pk")
    return tuple((each.number, each.ended_at.date() if each.ended_at else None) for each in rows)


def survey_page(user: User, number: str) -> SurveyPage:
    """Return all that a person may know of a survey; Http404 where that is nothing."""
    row = find_survey(user, number)
    links = SurveyVisit.objects.filter(survey=row).select_related("visit").order_by("pk")
    photos = list(VisitPhoto.objects.filter(visit__in=[each.visit_id for each in links]))
    shown = may(user, Right.SEE_PRICES)
    return SurveyPage(
        summary=_summary(row, shown),
        row_version=row.version,
        why=row.why,
        owner=row.system.site.owner.name,
        site_pk=row.system.site_id,
        man_days=row.man_days,
        free_man_days=row.free_man_days,
        because=tuple(row.offer.get("because", ())) if shown else (),
        wanted_by=row.wanted_by,
        author=row.author.name,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        decided_why=row.decided_why,
        agreed_name=row.agreed_name,
        agreed_how=row.agreed_how,
        agreed_at=row.agreed_at,
        words=row.summary,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
        visits=tuple(_visit(each) for each in links),
        findings=tuple(_findings(row, photos)),
        checked=checked_components(row) if row.state in SURVEY_STEPS[SurveyStep.RECORD] else (),
        photos=tuple((each.sha256, f"{each.taken_at:%m-%d %H:%M}") for each in photos),
        steps=_steps(user, row),
        trail=_trail(row) if shown else (),
    )


def _rows(user: User) -> QuerySet[Survey]:
    require_right(user, Right.SEE_SURVEYS)
    return Survey.objects.select_related("system__site__owner", "author")


def _summary(row: Survey, shown: bool) -> SurveySummary:  # noqa: FBT001
    system = row.system
    return SurveySummary(
        number=row.number,
        state=row.state,
        state_name=SURVEY_STATE_NAMES[SurveyState(row.state)],
        system_pk=system.pk,
        system_ref=system.ref,
        system_name=system.name,
        site_name=system.site.name,
        free=row.free,
        net=Money.of_fen(row.net_fen) if shown else None,
        changed_at=row.changed_at,
    )


def _visit(link: SurveyVisit) -> VisitOfSurvey:
    visit = link.visit
    name = VISIT_STATES[VisitState(visit.state)]
    return VisitOfSurvey(visit.number, name, visit.starts_at, link.free)


def _findings(row: Survey, photos: list[VisitPhoto]) -> list[FindingFacts]:
    by_hash = {each.sha256: each.pk for each in photos}
    return [
        _finding(each, by_hash.get(each.photo_sha256))
        for each in row.findings.select_related("by").order_by("pk")
    ]


def _finding(each: Finding, photo: int | None) -> FindingFacts:
    condition = Condition(each.condition)
    return FindingFacts(
        pk=each.pk,
        component=each.component,
        part_number=each.part_number,
        quantity=each.quantity,
        condition=condition,
        condition_name=CONDITION_NAMES[condition],
        note=each.note,
        by=each.by.name,
        photo=photo,
        photo_sha256=each.photo_sha256,
        version=each.version,
    )


def _steps(user: User, row: Survey) -> frozenset[SurveyStep]:
    found = {
        step
        for step, right in RIGHT_FOR.items()
        if row.state in SURVEY_STEPS[step] and may(user, right)
    }
    if row.state == SurveyState.OFFERED and not may(user, Right.APPROVE_PROPOSALS):
        # To give away what the rules price is an exception.
        found -= {SurveyStep.DECIDE}
    return frozenset(found)


def _trail(row: Survey) -> tuple[Entry, ...]:
    entries = Entry.objects.filter(kind=row._meta.label_lower, key=str(row.pk))
    return tuple(entries.select_related("by").order_by("-at", "-pk"))
