"""Telling the desk of promises that run out: once before, once after, each due time anew.

Each case is one transaction that claims it, writes its mails and its event: run twice at once or
killed anywhere, nobody is told twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right, Role
from lumencare.audit.actions import record
from lumencare.calendars.queries import calendar_in_force
from lumencare.desk.actions.steps import tell
from lumencare.desk.clocks import that_hold
from lumencare.desk.models import Case
from lumencare.domain.desk.alerts import Alert, AlertFacts, alert_at
from lumencare.domain.desk.clock import ClockEventKind, ClockState
from lumencare.domain.desk.states import LIVE
from lumencare.domain.servicehours import ServiceHours, ServiceWindow
from lumencare.domain.shanghai import in_shanghai, say_moment
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.notices.actions import Recipient, Reminder, cancel, put_down

# A quarter of the longest promise, ten business days around the longest holidays, fits into this.
LOOKED_AHEAD = timedelta(days=10)
NOBODY = "Lumencare"
COUNTS_FROM = (ClockEventKind.REPORTED.value, ClockEventKind.REOPENED.value)
TOLD_AT = {Alert.SOON: "warned_at", Alert.OVERDUE: "escalated_at"}
EVENTS = {Alert.SOON: "case.due-soon", Alert.OVERDUE: "case.overdue"}
ACTIONS = {Alert.SOON: "warn", Alert.OVERDUE: "escalate"}
NOT_RUNNING = "计时已停止或时限已变 / its clock stands, is met or has moved"


def alert_desk(now: datetime) -> int:
    """Tell of what is due soon and of what is overdue; return how many cases were told of."""
    calendar, told = calendar_in_force(), 0
    people = _People()
    for case in _candidates(now):
        alert = alert_at(_facts_of(case, calendar), now)
        if alert is not None and getattr(case, TOLD_AT[alert]) is None:
            told += _tell(case, alert, people, now)
    return told


def _candidates(now: datetime) -> Iterator[Case]:
    """Yield the cases whose clock runs and of which nobody was told yet what may be true now."""
    starts = Max(
        "clock_events__at",
        filter=that_hold("clock_events__") & Q(clock_events__kind__in=COUNTS_FROM),
    )
    rows = _running().filter(
        Q(due_at__lt=now, escalated_at=None)
        | Q(due_at__gte=now, due_at__lt=now + LOOKED_AHEAD, warned_at=None)
    )
    yield from rows.annotate(counted_from=starts).order_by("due_at", "pk").iterator(chunk_size=500)


def _running() -> QuerySet[Case]:
    return Case.objects.filter(
        clock=ClockState.RUNNING.value, state__in=[each.value for each in LIVE]
    )


def _facts_of(case: Case, calendar: WorkCalendar) -> AlertFacts:
    counted_from = getattr(case, "counted_from", None) or case.reported_at
    due_at = case.due_at or counted_from
    return AlertFacts(counted_from, due_at, ServiceHours(calendar, _windows(case)))


def _windows(case: Case) -> frozenset[ServiceWindow]:
    """Return the hours beside business hours in which a case is worked on: of 24, 48, 72 hours."""
    if case.hours is None:
        return frozenset()
    return frozenset(ServiceWindow(each) for each in case.windows)


class _People:
    """Who is told, looked up once for a run and only where somebody is to be told."""

    def __init__(self) -> None:
        self._by_role: dict[Role, list[User]] = {}

    def of(self, case: Case, alert: Alert) -> Sequence[User]:
        """Return whom a case is told to: who works on it and who watches it.

        A breach goes to the coordinators and managers too, and so does a warning, to the
        coordinators, where nobody works on the case.
        """
        found = [each.person for each in case.watchers.select_related("person").order_by("pk")]
        if case.assignee is not None:
            found.insert(0, case.assignee)
        if alert is Alert.OVERDUE or case.assignee is None:
            found += self._holding(Role.COORDINATOR)
        if alert is Alert.OVERDUE:
            found += self._holding(Role.MANAGER)
        once = {each.pk: each for each in found if may(each, Right.SEE_CASES)}
        return list(once.values())

    def _holding(self, role: Role) -> list[User]:
        if role not in self._by_role:
            rows = User.objects.filter(is_active=True, roles__role=role)
            self._by_role[role] = list(rows.order_by("pk"))
        return self._by_role[role]


@dataclass(frozen=True, slots=True)
class _Words:
    """What a mail says."""

    subject: Text
    text: Text


def _tell(case: Case, alert: Alert, people: _People, now: datetime) -> int:
    with transaction.atomic():
        claimed = _running().filter(pk=case.pk, due_at=case.due_at, **{TOLD_AT[alert]: None})
        if not claimed.update(**{TOLD_AT[alert]: now}):
            return 0
        record(case, action=ACTIONS[alert], by=NOBODY, now=now)
        words, path = _WORDS[alert](case), _path(case)
        put_down(
            [
                Reminder(
                    key=alert_key(case.number, alert, case.due_at or now),
                    recipient=Recipient.of(each),
                    subject=words.subject,
                    text=words.text,
                    due_at=now,
                    path=path,
                    windows=_windows(case),
                )
                for each in people.of(case, alert)
            ],
            now,
        )
        tell(EVENTS[alert], case, now)
    return 1


def alert_key(number: str, alert: Alert, due_at: datetime) -> str:
    """Return the key of a mail: a due time is told of once."""
    return f"case:{number}:{alert.value}:{in_shanghai(due_at):%Y%m%d%H%M%S}"


def take_back_alerts(case: Case, due_at: datetime | None, now: datetime) -> None:
    """Cancel what has not left yet about a due time that a case no longer has."""
    if due_at is not None and (case.warned_at or case.escalated_at):
        keys = [alert_key(case.number, each, due_at) for each in Alert]
        cancel(keys=keys, why=NOT_RUNNING, now=now)


def _path(case: Case) -> str:
    """Return where its page is; an installation that serves the interface alone has none."""
    try:
        return reverse("case", args=[case.number])
    except NoReverseMatch:
        return ""


def _soon(case: Case) -> _Words:
    due, about = say_moment(in_shanghai(case.due_at or case.reported_at)), _about(case)
    return _Words(
        Text(f"即将到时：{case.number} {case.summary}", f"Due soon: {case.number} {case.summary}"),
        Text(
            f"服务请求 {case.number}（{about}）须在{due.zh}以前开始处理。",
            f"Work on case {case.number} ({about}) has to start by {due.en}.",
        ),
    )


def _overdue(case: Case) -> _Words:
    due, about = say_moment(in_shanghai(case.due_at or case.reported_at)), _about(case)
    return _Words(
        Text(f"已超时：{case.number} {case.summary}", f"Overdue: {case.number} {case.summary}"),
        Text(
            f"服务请求 {case.number}（{about}）应在{due.zh}以前开始处理，尚未开始。",
            f"Work on case {case.number} ({about}) had to start by {due.en} and has not.",
        ),
    )


def _about(case: Case) -> str:
    return case.site.name if case.site else case.summary


_WORDS = {Alert.SOON: _soon, Alert.OVERDUE: _overdue}
