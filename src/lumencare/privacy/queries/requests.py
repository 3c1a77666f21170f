"""The requests of people outside about their data, as the office reads them."""

from datetime import date

from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.domain.text import Text
from lumencare.notices.choices import TOPICS
from lumencare.notices.models import ReminderChoice
from lumencare.privacy.actions.requesting import OPEN
from lumencare.privacy.models import DataRequest
from lumencare.sites.phones import mask_email
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

MOST = 200
LIVE = "live"
KINDS = {
    "correct": Text("更正", "Correction"),
    "erase": Text("删除", "Deletion"),
}
STATES = {
    "asked": Text("待核对", "To be checked"),
    "checked": Text("待另一人执行", "To be carried out by another"),
    "done": Text("已办理", "Carried out"),
    "refused": Text("已拒绝", "Refused"),
    "taken-back": Text("已撤回", "Taken back"),
}


def list_requests(user: User, *, state: str = "") -> tuple[DataRequest, ...]:
    """Return requests, open ones first and what is due soonest on top."""
    require_right(user, Right.KEEP_PRIVACY)
    rows = DataRequest.objects.all()
    if state in STATES:
        rows = rows.filter(state=state)
    live = list(rows.filter(state__in=OPEN).order_by("due_on", "pk")[:MOST])
    return (*live, *rows.exclude(state__in=OPEN).order_by("-pk")[: MOST - len(live)])


def page_of_requests(
    user: User, *, state: str = "", cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[DataRequest]:
    """Return a page of requests, newest first; of those that are open, what is due soonest."""
    require_right(user, Right.KEEP_PRIVACY)
    rows = DataRequest.objects.select_related("checked_by", "ended_by")
    order: tuple[str, ...] = ("-pk",)
    if state == LIVE:
        rows, order = rows.filter(state__in=OPEN), ("due_on", "pk")
    elif state:
        rows = rows.filter(state=state)
    return cut(rows, order, lambda row: row, cursor=cursor, size=size)


def steps_of(row: DataRequest, user: User) -> tuple[str, ...]:
    """Return what somebody may do with a request now; who checked it does not carry it out."""
    if row.state not in OPEN or not may(user, Right.KEEP_PRIVACY):
        return ()
    if row.kind == DataRequest.Kind.CORRECT:
        return ("correct", "refuse")
    if row.state == DataRequest.State.ASKED:
        return ("check", "refuse")
    return ("refuse",) if row.checked_by_id == user.pk else ("carry-out", "refuse")


def requests_waiting(user: User, *, most: int) -> tuple[int, list[DataRequest]]:
    """Return how many requests wait for somebody, and the first: not those they checked."""
    require_right(user, Right.KEEP_PRIVACY)
    rows = DataRequest.objects.filter(state__in=OPEN).exclude(
        Q(state=DataRequest.State.CHECKED) & Q(checked_by=user)
    )
    return rows.count(), list(rows.order_by("due_on", "pk")[:most])


def count_overdue(today: date) -> int:
    """Count the requests whose day is over."""
    return DataRequest.objects.filter(state__in=OPEN, due_on__lt=today).count()


def stopped_reminders(user: User) -> tuple[tuple[str, Text, ReminderChoice], ...]:
    """Return who chose to get no reminders of which kind, newest first; addresses masked."""
    require_right(user, Right.KEEP_PRIVACY)
    rows = ReminderChoice.objects.filter(wanted=False).order_by("-changed_at", "-pk")[:MOST]
    return tuple((mask_email(each.email), TOPICS[each.topic], each) for each in rows)
