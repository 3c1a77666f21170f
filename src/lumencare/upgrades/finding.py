"""What search finds a proposal by: its number, its system and whose it is."""

from lumencare.sites.search import entry_for, remember
from lumencare.upgrades.models import UpgradeProposal


def remember_proposal(proposal: UpgradeProposal) -> None:
    """Keep the line of search; it is for staff alone, customers have their link."""
    system = proposal.system
    site = system.site
    entry = entry_for(
        "proposal",
        proposal.number,
        None,
        f"{proposal.number} {site.name}",
        system.ref,
        system.name,
        site.name_en,
        site.owner.name,
        detail=f"{system.ref} · {site.owner.name}",
    )
    remember([entry])
