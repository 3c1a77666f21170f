"""The clock of a case by hand: paused for the customer, resumed, work started, hours agreed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.actions.clock_writing import Happened, write_event
from lumencare.desk.clocks import holding_events, is_undone, reading_of
from lumencare.desk.models import Case, ClockEvent
from lumencare.domain.desk.clock import ClockEventKind
from lumencare.domain.desk.states import CaseState, CaseStep, require_step
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.servicehours import ServiceWindow
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written

LONGEST_REASON = 200
LONGEST_EVIDENCE = 500
REMOTE = "remote"
HOW_STARTED = ("on-site", REMOTE, "phone")


def pause(
    case: Case, *, at: datetime, reason: str, evidence: str, by: User, now: datetime
) -> ClockEvent:
    """Let the clock stand while the customer is waited for, with what shows it (D-7).

    `at` may lie in the past, for a pause that is written down late, but not before the report or
    the last event. Raises Refused where work has started.
    """
    require_right(by, Right.KEEP_CASES)
    require_step(CaseStep.PAUSE, CaseState(case.state))
    _refuse_started(case)
    happened = Happened(
        kind=ClockEventKind.PAUSED,
        at=_moment(case, at, now),
        reason=read_written(reason, "reason", LONGEST_REASON),
        evidence=read_written(evidence, "evidence", LONGEST_EVIDENCE),
    )
    return write_event(case, happened, by=by, now=now, step=CaseStep.PAUSE)


def resume(case: Case, *, at: datetime, by: User | str, now: datetime) -> ClockEvent:
    """Let the clock run again; what the customer owed is there."""
    if isinstance(by, User):
        require_right(by, Right.KEEP_CASES)
    happened = Happened(kind=ClockEventKind.RESUMED, at=_moment(case, at, now))
    return write_event(case, happened, by=by, now=now, step=CaseStep.RESUME)


@dataclass(frozen=True, slots=True)
class PastPause:
    """A pause that is over, with why the customer was waited for and what shows it."""

    start: datetime
    end: datetime
    reason: str
    evidence: str


def enter_past_pause(case: Case, paused: PastPause, *, by: User, now: datetime) -> ClockEvent:
    """Write down a pause that is over: both of its ends at once, with reason and evidence.

    It may lie before events that are there, not before the report, and not over another pause.
    """
    require_right(by, Right.KEEP_CASES)
    require_step(CaseStep.CHANGE, CaseState(case.state))
    begins, ends = in_shanghai(paused.start), in_shanghai(paused.end)
    _check_past_pause(case, begins, ends, now)
    began = Happened(
        kind=ClockEventKind.PAUSED,
        at=begins,
        reason=read_written(paused.reason, "reason", LONGEST_REASON),
        evidence=read_written(paused.evidence, "evidence", LONGEST_EVIDENCE),
    )
    with transaction.atomic():
        write_event(case, began, by=by, now=now)
        over = Happened(kind=ClockEventKind.RESUMED, at=ends)
        return write_event(case, over, by=by, now=now)


def start_work(
    case: Case, *, at: datetime, how: str, by: User | str, now: datetime, session: str = ""
) -> ClockEvent:
    """Write down that an engineer started work, on site, remotely or by phone: the promise is met.

    A clock that stands runs again. Raises Refused where work has started already, and for remote
    work that names no `session`: without a signature there is none (RS-2).
    """
    if isinstance(by, User):
        require_right(by, Right.WORK_CASES)
    if how not in HOW_STARTED:
        allowed = Text(f"可填：{'、'.join(HOW_STARTED)}。", f"Allowed: {', '.join(HOW_STARTED)}.")
        raise InputProblems([Problem("how", how, allowed)])
    if how == REMOTE and not session:
        raise Refused(does_not_apply("RS-2", BY_SESSION))
    _refuse_started(case)
    data = {"how": how, "session": session} if session else {"how": how}
    happened = Happened(kind=ClockEventKind.STARTED, at=_moment(case, at, now), data=data)
    return write_event(case, happened, by=by, now=now, step=CaseStep.START)


def agree_windows(
    case: Case, windows: Collection[str], *, evidence: str, by: User, now: datetime
) -> ClockEvent:
    """Agree service outside business hours for this case (NB-1), and who of the customer said so.

    What is agreed after the promised hours ran out changes no due time (decision 0029).
    """
    require_right(by, Right.KEEP_CASES)
    known = [each.value for each in ServiceWindow]
    wrong = [each for each in windows if each not in known]
    if wrong or not windows:
        allowed = Text(f"可填：{'、'.join(known)}。", f"Allowed: {', '.join(known)}.")
        raise InputProblems([Problem("windows", ", ".join(wrong), allowed)])
    agreed = sorted({*case.windows, *windows})
    happened = Happened(
        kind=ClockEventKind.WINDOWS,
        at=now,
        evidence=read_written(evidence, "evidence", LONGEST_EVIDENCE),
        data={"windows": agreed},
    )
    return write_event(case, happened, by=by, now=now, fields={"windows": agreed})


def undo_event(event: ClockEvent, *, why: str, by: User, now: datetime) -> ClockEvent:
    """Take back a pause, its end or a start that was written down wrongly; both rows stay.

    Taking a pause back takes its end back too, or the case goes on as if it had never stood.
    """
    require_right(by, Right.KEEP_CASES)
    reason = read_written(why, "why", LONGEST_REASON)
    kind = ClockEventKind(event.kind)
    if kind not in UNDOABLE or is_undone(event):
        raise Refused(does_not_apply("D-7", NOT_UNDOABLE))
    case = Case.objects.get(pk=event.case_id)
    with transaction.atomic():
        last = None
        for each in (event, *_ends_of(case, event)):
            happened = Happened(kind=ClockEventKind(each.kind), at=now, reason=reason, undoes=each)
            last = write_event(case, happened, by=by, now=now, fields=_state_after(case, each))
    if last is None:
        raise Refused(does_not_apply("D-7", NOT_UNDOABLE))
    return last


def _ends_of(case: Case, event: ClockEvent) -> list[ClockEvent]:
    """Return the end of a pause that is taken back."""
    if event.kind != ClockEventKind.PAUSED:
        return []
    later = [each for each in holding_events(case) if (each.at, each.pk) > (event.at, event.pk)]
    ends = [each for each in later if each.kind == ClockEventKind.RESUMED]
    return ends[:1]


def _state_after(case: Case, event: ClockEvent) -> dict[str, str]:
    """Return the state that a case has without an event: a pause taken back lets it go on."""
    if event.kind == ClockEventKind.PAUSED and case.state == CaseState.WAITING:
        return {"state": CaseState.OPEN.value}
    if event.kind == ClockEventKind.RESUMED and case.state == CaseState.OPEN:
        held = [each for each in holding_events(case) if each.pk != event.pk]
        last = next((each for each in reversed(held) if each.kind in PAIR), None)
        if last is not None and last.kind == ClockEventKind.PAUSED:
            return {"state": CaseState.WAITING.value}
    return {}


def _refuse_started(case: Case) -> None:
    if case.started_at is not None:
        raise Refused(does_not_apply("D-7", STARTED))


def _moment(case: Case, at: datetime, now: datetime) -> datetime:
    """Return an instant at which something can have happened to a clock now."""
    moment = in_shanghai(at)
    # A notice that moved the due time says nothing of when people did something.
    events = [each for each in holding_events(case) if each.kind != ClockEventKind.CALENDAR]
    last = max((each.at for each in events), default=case.reported_at)
    if not last <= moment <= now:
        raise InputProblems([Problem("at", moment.isoformat(), between(last, now))])
    return moment


def _check_past_pause(case: Case, start: datetime, end: datetime, now: datetime) -> None:
    latest = min(now, case.started_at) if case.started_at else now
    first = reading_of(case).counted_from
    if not first <= start < end <= latest:
        allowed = between(first, latest)
        raise InputProblems([Problem("start", start.isoformat(), allowed)])
    since: datetime | None = None
    for each in holding_events(case):
        if each.kind == ClockEventKind.PAUSED:
            since = each.at
        elif each.kind == ClockEventKind.RESUMED and since is not None:
            _refuse_overlap(start, end, since, each.at)
            since = None
    if since is not None:
        _refuse_overlap(start, end, since, now)


def _refuse_overlap(start: datetime, end: datetime, since: datetime, until: datetime) -> None:
    if start < until and since < end:
        raise InputProblems([Problem("start", start.isoformat(), OVERLAPPING)])


def between(first: datetime, last: datetime) -> Text:
    """Say between which instants something is expected."""
    one, other = (f"{in_shanghai(each):%Y-%m-%d %H:%M}" for each in (first, last))
    return Text(f"应在 {one} 至 {other} 之间。", f"Between {one} and {other} is expected.")


PAIR = {ClockEventKind.PAUSED, ClockEventKind.RESUMED}
UNDOABLE = {*PAIR, ClockEventKind.STARTED}
STARTED = Text("已登记开始处理，计时已结束。", "Work has started, so the clock is over.")
BY_SESSION = Text(
    "远程工作由远程会话开始，须先有签署的《远程服务安全验证协议》。",
    "Remote work starts with a remote session, under a signed Remote Session Security Verification "
    "Contract.",
)
NOT_UNDOABLE = Text(
    "只有暂停、恢复和开始处理可以撤销，且只能撤销一次。",
    "Only a pause, its end and a start of work can be taken back, and only once.",
)
OVERLAPPING = Text("与已有的暂停重叠。", "It overlaps a pause that is there.")
