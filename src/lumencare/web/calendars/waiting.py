"""What of the work calendar waits for somebody: notices, and visits left on holidays."""

from datetime import date, time

from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.models import User
from lumencare.calendars.standing import drafts_of_others, year_to_write
from lumencare.domain.shanghai import at
from lumencare.moves.visits import visits_left
from lumencare.web.task import MOST, Task, Waiting


def notices_to_approve(user: User, _today: date) -> Waiting:
    """Holiday notices that somebody else wrote down: approving takes two people."""
    rows = drafts_of_others(user)
    tasks = [
        Task(
            reverse("calendars-notice", args=[each.pk]),
            str(each.year),
            " · ".join([each.source, each.staged_by.name]),
            _("Look and approve"),
            each.staged_at,
        )
        for each in rows[:MOST]
    ]
    return Waiting(_("Holiday notices to approve"), "warn", len(rows), reverse("calendars"), tasks)


def missing_notice(user: User, today: date) -> Waiting:
    """The holiday notice of next year, where nobody has written it down (D-8)."""
    year, address = year_to_write(user, today), reverse("calendars-paste")
    detail = _("Until it is there, due times of that year are computed by weekdays alone.")
    tasks = [Task(address, str(year), detail, _("Write it down"))] if year else []
    words = _("Next year's holiday notice is missing")
    return Waiting(words, "warn", len(tasks), reverse("calendars"), tasks)


def on_holidays(user: User, today: date) -> Waiting:
    """Visits that stand on a holiday announced after they were booked, until somebody decides."""
    found = visits_left(user, at(today, time()))
    tasks = [
        Task(
            f"{reverse('calendars-notice', args=[notice.pk])}#visits",
            visit.site.name,
            " · ".join(filter(None, [visit.number, str(visit.engineer or "")])),
            _("Move"),
            visit.starts_at,
        )
        for notice, visit in found[:MOST]
    ]
    address = reverse("dispatch")
    return Waiting(_("Visits left on holidays"), "bad", len(found), address, tasks)
