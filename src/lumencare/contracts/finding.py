"""What search finds a contract by: its number, its site and whose it is."""

from lumencare.contracts.models import Contract
from lumencare.sites.search import entry_for, remember


def remember_contract(contract: Contract) -> None:
    """Keep the line of search for a contract."""
    site = contract.site
    refs = [each.ref for each in site.systems.order_by("pk")]
    owners = (contract.owner.name, contract.owner.name_en)
    title = f"{contract.number} {site.name}"
    names = (site.name_en, *owners, *refs)
    remember([entry_for("contract", contract.number, site, title, *names, detail=owners[0])])
