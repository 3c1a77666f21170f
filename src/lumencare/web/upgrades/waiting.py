"""What of proposals and surveys waits for somebody on the workbench."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.models import User
from lumencare.domain.upgrade.surveying import SurveyState
from lumencare.upgrades.queries import ProposalFilters, list_proposals, list_surveys
from lumencare.upgrades.queries.lists import ProposalSummary, proposals_waiting
from lumencare.web.task import MOST, Task, Waiting


def proposals_to_approve(user: User, _today: date) -> Waiting:
    """Return the proposals that wait for an approver."""
    page = proposals_waiting(user, size=MOST)
    address = f"{reverse('proposals')}?state=awaiting-approval"
    tasks = [_proposal(each, _("Decide")) for each in page.rows]
    return Waiting(_("Proposals for your approval"), "warn", page.total, address, tasks)


def proposals_to_send(user: User, _today: date) -> Waiting:
    """Return a person's own proposals that are ready to be sent."""
    filters = ProposalFilters(state="approved", author=user.pk)
    page = list_proposals(user, filters, size=MOST)
    address = f"{reverse('proposals')}?state=approved&mine=1"
    tasks = [_proposal(each, _("Send")) for each in page.rows]
    return Waiting(_("Your proposals, ready to send"), "", page.total, address, tasks)


def surveys_to_decide(user: User, _today: date) -> Waiting:
    """Return the surveys of which somebody has to decide whether they are free (D-19)."""
    page = list_surveys(user, SurveyState.UNDECIDED.value, size=MOST)
    address = f"{reverse('surveys')}?state={SurveyState.UNDECIDED.value}"
    tasks = [
        Task(
            reverse("survey", args=[each.number]),
            each.site_name,
            f"{each.number} · {each.system_ref} {each.system_name}",
            _("Decide"),
            each.changed_at,
        )
        for each in page.rows
    ]
    return Waiting(_("Surveys: free or not"), "warn", page.total, address, tasks)


def _proposal(row: ProposalSummary, verb: str) -> Task:
    return Task(
        reverse("proposal", args=[row.number]),
        row.site_name,
        " · ".join([row.number, row.system_name, row.owner, row.author]),
        verb,
        row.changed_at,
        row.gross,
    )
