"""What of System Care waits on the workbench."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.models import User
from lumencare.lifecycle.queries import leads_due
from lumencare.web.task import MOST, Task, Waiting


def leads_to_follow(user: User, today: date) -> Waiting:
    """Return the leads that somebody follows and that are due."""
    total, found = leads_due(user, today, most=MOST)
    tasks = [
        Task(
            reverse("lifecycle-lead", args=[each.number]),
            each.site,
            " · ".join(filter(None, [each.number, each.system_type, each.next_step])),
            _("Go on"),
            each.next_on or "",
        )
        for each in found
    ]
    address = f"{reverse('lifecycle-leads')}?owner={user.pk}&due=1"
    return Waiting(_("Leads to System Care that are due"), "warn", total, address, tasks)
