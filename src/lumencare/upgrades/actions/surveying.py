"""Surveys: asked for, decided where the place does not settle it, agreed, and sent to the board."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row, record
from lumencare.domain.answers import reasons_answer
from lumencare.domain.dispatch.states import VisitKind, VisitState
from lumencare.domain.edition import SURVEY
from lumencare.domain.place import Verdict
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.domain.upgrade.surveying import (
    SurveyOffer,
    SurveyState,
    SurveyStep,
    require_survey_step,
)
from lumencare.field.actions import Wish, propose
from lumencare.sales.written import read_written
from lumencare.sites.models import System
from lumencare.upgrades.models import Survey, SurveyVisit
from lumencare.upgrades.numbers import next_survey_number
from lumencare.upgrades.survey_offers import Decided, basis_of, survey_basis

LONGEST_WHY, LONGEST_NAME, LONGEST_HOW = 500, 120, 200
WHOLE_DAY = 10
NOT_COMING = [VisitState.MISSED.value, VisitState.CANCELLED.value]


@dataclass(frozen=True, slots=True)
class SurveyWish:
    """What a survey is asked for; `wanted_by` is the day by which it should be."""

    why: str
    wanted_by: date | None = None


def request_survey(system_pk: int, wish: SurveyWish, *, by: User, now: datetime) -> Survey:
    """Ask for a survey of a system: sent to the board at once where it is free (SY-2).

    Where the place does not settle that, staff decide first; where it costs something, the
    customer agrees to the price first.
    """
    today = in_shanghai(now).date()
    why = read_written(wish.why, "why", LONGEST_WHY)
    if wish.wanted_by is not None and wish.wanted_by < today:
        raise InputProblems([Problem("wanted_by", wish.wanted_by.isoformat(), NOT_PAST)])
    with transaction.atomic():
        basis = survey_basis(by, system_pk, today)
        # Two who ask at once follow each other.
        System.objects.select_for_update().get(pk=system_pk)
        _require_askable(basis.system)
        survey = Survey(
            number=next_survey_number(today),
            system=basis.system,
            why=why,
            place=basis.place.value,
            edition=basis.edition.code,
            wanted_by=wish.wanted_by,
            author=by,
            created_at=now,
            changed_at=now,
            **_offered(basis.offer),
        )
        add_row(survey, by=by, now=now, why=why)
        if survey.state == SurveyState.AGREED:
            _send_out(survey, by=by, now=now)
    return survey


def decide_free(survey: Survey, decided: Decided, *, by: User, now: datetime) -> Survey:
    """Decide whether a survey is free, with the reason.

    Where the place leaves it open, who keeps surveys decides. To make one free that the rules
    price is an exception: somebody who approves proposals and did not ask for it decides that.
    """
    require_right(by, right_to_decide(survey))
    require_survey_step(SurveyStep.DECIDE, survey.state)
    why = read_written(decided.why, "why", LONGEST_WHY)
    if not _is_open(survey) and decided.free and survey.author_id == by.pk:
        raise Refused(does_not_apply("D-20", ANOTHER))
    basis = basis_of(survey.system, in_shanghai(now).date(), Decided(decided.free, why))
    fields = {
        **_offered(basis.offer),
        "edition": basis.edition.code,
        "decided_by": by,
        "decided_at": now,
        "decided_why": why,
    }
    with transaction.atomic():
        _change(survey, SurveyStep.DECIDE, fields, by=by, now=now, why=why)
        if survey.state == SurveyState.AGREED:
            _send_out(survey, by=by, now=now)
    return survey


def agree_price(survey: Survey, *, name: str, how: str, by: User, now: datetime) -> Survey:
    """Keep that the customer agreed to the price, who and how; then the visit is ordered."""
    require_right(by, Right.KEEP_SURVEYS)
    require_survey_step(SurveyStep.AGREE, survey.state)
    fields = {
        "state": SurveyState.AGREED.value,
        "agreed_name": read_written(name, "name", LONGEST_NAME),
        "agreed_how": read_written(how, "how", LONGEST_HOW),
        "agreed_at": now,
    }
    with transaction.atomic():
        _change(survey, SurveyStep.AGREE, fields, by=by, now=now)
        _send_out(survey, by=by, now=now)
    return survey


def send_again(survey: Survey, *, by: User, now: datetime) -> Survey:
    """Propose visits anew in the place of those that were missed or called off."""
    require_right(by, Right.KEEP_SURVEYS)
    require_survey_step(SurveyStep.SEND_AGAIN, survey.state)
    with transaction.atomic():
        _change(survey, SurveyStep.SEND_AGAIN, {}, by=by, now=now)
        if not _send_out(survey, by=by, now=now):
            raise Refused(does_not_apply("SY-2", ALL_PLANNED))
    return survey


def _offered(offer: SurveyOffer) -> dict[str, Any]:
    free = {Verdict.YES: True, Verdict.NO: False, Verdict.CONFIRM: None}[offer.verdict]
    is_free = free is True and not offer.net
    open_state = SurveyState.UNDECIDED if free is None else SurveyState.OFFERED
    man_days = offer.man_days - offer.free_man_days
    return {
        "state": (SurveyState.AGREED if is_free else open_state).value,
        "free": free,
        "man_days": offer.man_days,
        "free_man_days": offer.free_man_days,
        "man_day_fen": offer.net.fen // man_days if man_days else 0,
        "net_fen": offer.net.fen,
        "offer": {"because": reasons_answer(offer.because)},
    }


def _require_askable(system: System) -> None:
    if system.retired_on is not None:
        raise Refused(does_not_apply("SY-2", OUT_OF_USE))
    done = [SurveyState.DONE.value, SurveyState.CANCELLED.value]
    found = Survey.objects.filter(system=system).exclude(state__in=done).first()
    if found is not None:
        text = Text(f"{found.number} 尚未结束。", f"{found.number} is still under way.")
        raise Refused(does_not_apply("SY-2", text, survey=found.number))


def right_to_decide(survey: Survey) -> Right:
    """Return what one needs to decide whether a survey is free, as it stands."""
    return Right.KEEP_SURVEYS if _is_open(survey) else Right.APPROVE_PROPOSALS


def _is_open(survey: Survey) -> bool:
    return survey.state == SurveyState.UNDECIDED


def _send_out(survey: Survey, *, by: User, now: datetime) -> int:
    """Propose a visit for each man-day that none is planned or done for; return how many."""
    rows = SurveyVisit.objects.filter(survey=survey).exclude(visit__state__in=NOT_COMING)
    free = survey.free_man_days - rows.filter(free=True).count()
    wanted = survey.man_days - rows.count()
    for place in range(wanted):
        visit = propose(_wish(survey, free=place < free), by=None, now=now, why=survey.number)
        record(visit, action="propose-survey", by=by, now=now, why=survey.why)
        SurveyVisit.objects.create(survey=survey, visit=visit, free=place < free)
    return wanted


def _wish(survey: Survey, *, free: bool) -> Wish:
    system = survey.system
    return Wish(
        kind=VisitKind.SURVEY,
        site=system.site,
        system=system,
        summary=f"{survey.number} 系统勘察 / survey {system.ref}"[:LONGEST_HOW],
        service="" if free else SURVEY,
        tenths=WHOLE_DAY,
        wanted_by=survey.wanted_by,
    )


def _change(
    survey: Survey,
    step: SurveyStep,
    fields: dict[str, Any],
    *,
    by: User,
    now: datetime,
    why: str = "",
) -> None:
    changes = {**fields, "changed_at": now}
    change_row(survey, changes, by=by, now=now, action=step.value, why=why)


OUT_OF_USE = Text("该系统已停用，不能勘察。", "This system is out of use; it is not surveyed.")
NOT_PAST = Text("应为今天或以后的日期。", "Today or a later day is expected.")
ANOTHER = Text(
    "您申请了此勘察，例外免费须由另一位审批人决定。",
    "You asked for this survey; another approver decides whether it is free by exception.",
)
ALL_PLANNED = Text("该勘察的人天已全部安排。", "Each man-day of this survey has its visit already.")
