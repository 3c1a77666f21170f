"""What happens on the day: set out, on site, done or missed; and a step that is taken back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from lumencare.accounts.models import User
from lumencare.audit.actions import record
from lumencare.contracts.actions import Use, draw, give_back
from lumencare.contracts.models import Allowance, Draw
from lumencare.desk.actions import start_work
from lumencare.desk.models import Case
from lumencare.domain.dispatch.states import HOLDING, VisitKind, VisitState, VisitStep
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.actions.asking import ask_about_time, no_more_asking
from lumencare.field.actions.reporting import want_report
from lumencare.field.actions.steps import require_doing, take_step
from lumencare.field.models import Engineer, Visit, VisitReport
from lumencare.sales.written import read_written

LONGEST_WHY = 500
LONGEST_UNSIGNED = 200
TRAINING_HOUR = "training-hour"
HOUR = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """How a visit ended: when, and whether the hour of training was given with it (SC-5).

    `findings` and `unsigned_why` are what the office writes down for its report.
    """

    at: datetime
    trained: bool = False
    findings: str = ""
    unsigned_why: str = ""


def set_out(visit: Visit, *, at: datetime, by: User, now: datetime) -> Visit:
    """Record that the engineer is on the way."""
    require_doing(visit, by)
    moment = _moment(at, now)
    return take_step(visit, VisitStep.SET_OUT, by=by, now=now, fields={"set_out_at": moment})


def arrive(visit: Visit, *, at: datetime, by: User, now: datetime) -> Visit:
    """Record that the engineer is on site; the promise of its case is met with it (D-7)."""
    require_doing(visit, by)
    moment = _moment(at, now)
    with transaction.atomic():
        take_step(visit, VisitStep.ARRIVE, by=by, now=now, fields={"arrived_at": moment})
        if visit.case is not None:
            _start_case(visit, visit.case, moment, by=by, now=now)
    return visit


def _start_case(visit: Visit, of: Case, moment: datetime, *, by: User, now: datetime) -> None:
    """Start work on the case of a visit; where its clock refuses, the trail says why.

    Somebody who is on site is there, whatever stands against it in the case. Remote work starts
    with its session (RS-2), so the case of a remote visit does not start here.
    """
    if visit.remote:
        return
    case = Case.objects.select_for_update().get(pk=of.pk)
    if case.started_at is not None:
        return
    try:
        with transaction.atomic():
            start_work(case, at=moment, how="on-site", by=by, now=now)
    except (Refused, InputProblems) as refused:
        why = refused.reason.text.zh if isinstance(refused, Refused) else str(refused)
        record(visit, action="start-refused", by=by, now=now, why=why)


def finish(visit: Visit, end: Finish, *, by: User, now: datetime) -> Visit:
    """Record that the work is done; what it uses of an allowance is drawn with it (D-23)."""
    require_doing(visit, by)
    moment = _moment(end.at, now, after=visit.arrived_at)
    with transaction.atomic():
        take_step(visit, VisitStep.FINISH, by=by, now=now, fields={"finished_at": moment})
        drawn, training = _draw(visit, by, now), None
        if end.trained and visit.kind == VisitKind.PREVENTIVE:
            training = _draw_training(visit, by, now)
        if drawn or training:
            Visit.objects.filter(pk=visit.pk).update(drawn=drawn, drawn_training=training)
            visit.drawn, visit.drawn_training = drawn, training
        _write_down(visit, end, now)
        want_report(visit, now)
    return visit


def _write_down(visit: Visit, end: Finish, now: datetime) -> None:
    """Keep what was said of the visit with its end; what is empty stays as it is."""
    said = {
        "findings": read_written(end.findings, "findings") if end.findings.strip() else "",
        "unsigned_why": end.unsigned_why.strip()[:LONGEST_UNSIGNED],
        "trained": end.trained,
    }
    given = {name: value for name, value in said.items() if value}
    if given:
        VisitReport.objects.get_or_create(visit=visit, defaults={"changed_at": now})
        VisitReport.objects.filter(visit=visit).update(
            **given, changed_at=now, version=F("version") + 1
        )


def miss(visit: Visit, *, why: str, by: User, now: datetime) -> Visit:
    """Record that a visit did not take place, and why; nothing is drawn for it."""
    require_doing(visit, by)
    reason = read_written(why, "why", LONGEST_WHY)
    fields = {"ended_why": reason}
    return take_step(visit, VisitStep.MISS, by=by, now=now, why=reason, fields=fields)


def revert(visit: Visit, *, why: str, by: User, now: datetime) -> Visit:
    """Take the last step back: not on the way, not done, not missed; what was drawn comes back."""
    require_doing(visit, by)
    reason = read_written(why, "why", LONGEST_WHY)
    was = VisitState(visit.state)
    with transaction.atomic():
        if was is VisitState.MISSED:
            _require_free_again(visit)
        drawn = [each for each in (visit.drawn, visit.drawn_training) if each is not None]
        fields = {**CLEARED[was], "drawn": None, "drawn_training": None} if was in CLEARED else {}
        take_step(visit, VisitStep.REVERT, by=by, now=now, why=reason, fields=fields)
        for each in drawn:
            give_back(each, why=reason, by=by, now=now)
    return visit


# What a step wrote, and is empty again once it is taken back.
CLEARED: dict[VisitState, dict[str, object]] = {
    VisitState.ON_THE_WAY: {"set_out_at": None},
    VisitState.DONE: {"finished_at": None, "report_due_at": None},
    VisitState.MISSED: {"ended_why": "", "arrived_at": None, "set_out_at": None},
}


def offer(visit: Visit, *, by: User, now: datetime) -> Visit:
    """Record that the customer was asked about the time of a visit."""
    require_doing(visit, by)
    with transaction.atomic():
        row = take_step(visit, VisitStep.CHANGE, by=by, now=now, fields={"offered_at": now})
        ask_about_time(row, now)
    return row


def confirm(visit: Visit, *, by: User, now: datetime) -> Visit:
    """Record that the customer agrees to the time of a visit."""
    require_doing(visit, by)
    with transaction.atomic():
        row = take_step(visit, VisitStep.CHANGE, by=by, now=now, fields={"confirmed_at": now})
        no_more_asking(row, now)
    return row


def _moment(at: datetime, now: datetime, *, after: datetime | None = None) -> datetime:
    """Return an instant that has come; one of a clock that runs ahead counts as now.

    A moment before the step that it follows is refused: it would turn the visit around.
    """
    moment = min(in_shanghai(at), in_shanghai(now))
    if after is not None and moment < after:
        raise InputProblems([Problem("at", at.isoformat(), AFTER_ARRIVAL)])
    return moment


def _draw(visit: Visit, by: User, now: datetime) -> Draw | None:
    if visit.allowance is None:
        return None
    return _draw_or_tell(visit, visit.allowance, visit.tenths, by=by, now=now)


def _draw_or_tell(
    visit: Visit, allowance: Allowance, tenths: int, *, by: User, now: datetime
) -> Draw | None:
    """Draw, or leave in the trail why it was refused: work that was done stays done."""
    try:
        return draw(allowance, _use(visit, tenths), by=by, now=now)
    except Refused as refused:
        record(visit, action="draw-refused", by=by, now=now, why=refused.reason.text.zh)
        return None


def _draw_training(visit: Visit, by: User, now: datetime) -> Draw | None:
    """Draw the hour of training of the same contract year, as far as it is there."""
    if visit.allowance is None:
        return None
    hours = Allowance.objects.filter(
        line=visit.allowance.line_id, code=TRAINING_HOUR, starts_on=visit.allowance.starts_on
    )
    hour = hours.first()
    if hour is None or hour.tenths - hour.drawn_tenths < HOUR:
        return None
    return _draw_or_tell(visit, hour, HOUR, by=by, now=now)


def _use(visit: Visit, tenths: int) -> Use:
    # A visit that was reverted and done again draws anew: the version tells the two apart.
    on = in_shanghai(visit.finished_at or visit.changed_at).date()
    return Use(
        tenths, on, f"{visit.number} {visit.summary}"[:200], f"{visit.number}.{visit.version}"
    )


def _require_free_again(visit: Visit) -> None:
    """Raise Refused where the time of a missed visit was given away meanwhile."""
    if visit.engineer is None:
        return
    Engineer.objects.select_for_update().get(pk=visit.engineer.pk)
    other = Visit.objects.filter(
        engineer=visit.engineer,
        state__in=HOLDING,
        starts_at__lt=visit.ends_at,
        ends_at__gt=visit.starts_at,
    ).first()
    if other is not None:
        text = Text(
            f"该空档已被占用：{other.number}。", f"The slot is gone: {other.number} is there."
        )
        raise Refused(does_not_apply("SC-4", text, visit=other.number))


AFTER_ARRIVAL = Text("应不早于到场时间。", "Not before the arrival on site.")
