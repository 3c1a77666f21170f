"""What search finds a quote by: its number, its system and whose it is."""

from lumencare.sales.models import Quote
from lumencare.sites.search import entry_for, remember


def remember_quote(quote: Quote, *, for_customer: bool = False) -> None:
    """Keep the line of search; people outside find it once a version was sent to them."""
    system = quote.system
    site = system.site
    entry = entry_for(
        "quote",
        quote.number,
        site if for_customer else None,
        f"{quote.number} {site.name}",
        system.ref,
        system.name,
        site.name_en,
        site.owner.name,
        detail=f"{system.ref} · {site.owner.name}",
    )
    remember([entry])
