"""One row each, for whoever may see it; anything else is as if it were not there (404)."""

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.sales.models import QuoteLink, QuoteVersion
from lumencare.sites.search import visible_sites


def visible_versions(user: User) -> QuerySet[QuoteVersion]:
    """Return the versions a person may see: all for staff with prices; people outside see those
    that were sent for a site of theirs."""
    require_right(user, Right.SEE_PRICES)
    rows = QuoteVersion.objects.all()
    if not is_outsider(user):
        return rows
    return rows.filter(sent_at__isnull=False, quote__system__site__in=visible_sites(user))


def find_version(user: User, number: str, version: int | None = None) -> QuoteVersion:
    """Return a version of a quote, the latest where none is named; else Http404."""
    rows = visible_versions(user).filter(quote__number=number)
    if version is not None:
        rows = rows.filter(number=version)
    found = rows.select_related("quote__system__site__owner", "author").order_by("-number").first()
    if found is None:
        raise Http404(f"quote {number} {version or ''}")
    return found


def find_link(user: User, number: str, pk: int) -> QuoteLink:
    """Return a link to a version of a quote, for those who send quotes; else Http404."""
    require_right(user, Right.SEND_QUOTES)
    rows = QuoteLink.objects.select_related("quote_version__quote")
    found = rows.filter(pk=pk, quote_version__quote__number=number).first()
    if found is None:
        raise Http404(f"link {pk} of {number}")
    return found
