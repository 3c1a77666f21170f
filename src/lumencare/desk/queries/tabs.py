"""Which cases stand under which tab and in which group of the queue, told to the database."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.db.models import Case as Choose
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from lumencare.accounts.models import User
from lumencare.desk.models import Case, Charge
from lumencare.domain.desk.clock import ClockState
from lumencare.domain.desk.states import LIVE, CaseState
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.domain.text import Text


class Tab(StrEnum):
    """A cut of the queue, in the order of the page."""

    OPEN = "open"
    UNASSIGNED = "unassigned"
    MINE = "mine"
    WAITING = "waiting"
    TO_QUOTE = "to-quote"
    DONE = "done"


class Group(StrEnum):
    """How pressing a case is, in the order of the page."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    NO_DEADLINE = "no-deadline"
    PAUSED = "paused"
    STARTED = "started"
    DONE = "done"


TAB_NAMES = {
    Tab.OPEN: Text("进行中", "Open"),
    Tab.UNASSIGNED: Text("未派工", "Unassigned"),
    Tab.MINE: Text("我跟的", "Mine"),
    Tab.WAITING: Text("等客户", "Waiting"),
    Tab.TO_QUOTE: Text("待报价", "To quote"),
    Tab.DONE: Text("已完成", "Done"),
}
GROUP_NAMES = {
    Group.OVERDUE: Text("已超时", "Overdue"),
    Group.TODAY: Text("今天到期", "Due today"),
    Group.LATER: Text("之后到期", "Due later"),
    Group.NO_DEADLINE: Text("无时限", "No deadline"),
    Group.PAUSED: Text("计时已暂停", "Clock paused"),
    Group.STARTED: Text("已开始处理", "Work has started"),
    Group.DONE: Text("已完成", "Done"),
}
# What the customer has been told of and answered: nothing is left to quote.
SETTLED = ("agreed", "charged", "waived")


def end_of_day(now: datetime) -> datetime:
    """Return the midnight that ends the day of Shanghai."""
    return at(in_shanghai(now).date() + timedelta(days=1), time(0))


def live() -> Q:
    """Return what is still to be worked on."""
    return Q(state__in=[each.value for each in LIVE])


def in_group(group: Group, now: datetime) -> Q:
    """Return the live cases of a group; every live case is in exactly one."""
    running, tonight = Q(clock=ClockState.RUNNING.value), end_of_day(now)
    table = {
        Group.OVERDUE: running & Q(due_at__lt=now),
        Group.TODAY: running & Q(due_at__gte=now, due_at__lt=tonight),
        Group.LATER: running & Q(due_at__gte=tonight),
        Group.PAUSED: Q(state=CaseState.WAITING.value) | Q(clock=ClockState.PAUSED.value),
        Group.STARTED: Q(clock__in=[ClockState.MET.value, ClockState.STOPPED.value]),
    }
    if group in table:
        return table[group]
    return Q(clock=ClockState.NONE.value) & ~table[Group.PAUSED]


def in_tab(tab: Tab, user: User) -> Q:
    """Return the cases under a tab for a person."""
    return CUTS[tab](user)


def _to_quote(_: User) -> Q:
    paid = Charge.objects.filter(case=OuterRef("pk"), state__in=SETTLED)
    return live() & Q(decision__visit_fen__gt=0) & Q(~Exists(paid))


CUTS: dict[Tab, Callable[[User], Q]] = {
    Tab.OPEN: lambda _: live(),
    Tab.UNASSIGNED: lambda _: live() & Q(assignee=None),
    Tab.MINE: lambda user: live() & Q(assignee=user.pk),
    Tab.WAITING: lambda _: Q(state=CaseState.WAITING.value),
    Tab.TO_QUOTE: _to_quote,
    Tab.DONE: lambda _: Q(state__in=[CaseState.RESOLVED.value, CaseState.CLOSED.value]),
}


def placed(rows: QuerySet[Case], now: datetime) -> QuerySet[Case]:
    """Add `place` and `stands_at` to live cases: groups in order, the urgent of each first."""
    whens = [
        when
        for index, group in enumerate(LIVE_GROUPS)
        for when in (
            When(in_group(group, now) & Q(urgent=True), then=Value(2 * index)),
            When(in_group(group, now), then=Value(2 * index + 1)),
        )
    ]
    return rows.annotate(
        place=Choose(*whens, default=Value(2 * len(LIVE_GROUPS)), output_field=IntegerField()),
        stands_at=Coalesce("due_at", "paused_since", "reported_at"),
    ).order_by("place", "stands_at", "pk")


# A paused case is asked for before one without a deadline, so that each is in one group only.
LIVE_GROUPS = (
    Group.OVERDUE,
    Group.TODAY,
    Group.LATER,
    Group.NO_DEADLINE,
    Group.PAUSED,
    Group.STARTED,
)


def group_at(place: int) -> Group:
    """Return the group of a place that `placed` gave."""
    return LIVE_GROUPS[min(place // 2, len(LIVE_GROUPS) - 1)]


def group_of(case: Case, now: datetime) -> Group:
    """Return the group of one live case, as `in_group` tells the database."""
    if case.state == CaseState.WAITING or case.clock == ClockState.PAUSED:
        return Group.PAUSED
    if case.clock != ClockState.RUNNING or case.due_at is None:
        return Group.NO_DEADLINE if case.clock == ClockState.NONE else Group.STARTED
    if case.due_at < now:
        return Group.OVERDUE
    return Group.TODAY if case.due_at < end_of_day(now) else Group.LATER
