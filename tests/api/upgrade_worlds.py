"""What operations on surveys and upgrades find beside the world of all operations."""

from typing import Any

from lumencare.sites.models import System
from lumencare.upgrades.actions import Loss, lose
from lumencare.upgrades.models import Finding, ProposalVersion, Survey
from tests.handovers.handovers import accepted, offered
from tests.office import NOW


def survey_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return the key of a finding."""
    survey = Survey.objects.get(number=world["survey"])
    row = Finding.objects.create(
        survey=survey, component="处理器", quantity=1, condition="good", by=survey.author, at=NOW
    )
    return {"finding": row.pk}


def upgrade_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of an accepted upgrade in the place of the proposal that is under way."""
    begun = ProposalVersion.objects.get(proposal__number=world["proposal"])
    lose(begun, Loss("price", "另起方案"), by=begun.author, now=NOW)
    version = accepted(offered(of=System.objects.get(pk=world["system"])))
    number, bill = version.proposal.number, version.bills.order_by("pk").first()
    assert bill is not None
    return {"proposal": number, "upgrade": number, "upgrade_bill": bill.pk}
