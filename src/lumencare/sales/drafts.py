"""Drafts as the page of a quote finds them again."""

from django.shortcuts import get_object_or_404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.quotation.stored import Choices, read_choices
from lumencare.sales.models import QuoteState, QuoteVersion
from lumencare.sites.search import visible_sites


def draft_of(user: User, number: str) -> QuoteVersion:
    """Return the version of a quote that is still a draft, for somebody who makes quotes."""
    require_right(user, Right.MAKE_QUOTES)
    rows = QuoteVersion.objects.select_related("quote").filter(
        quote__system__site__in=visible_sites(user)
    )
    return get_object_or_404(rows, quote__number=number, state=QuoteState.DRAFT)


def choices_of(version: QuoteVersion) -> Choices:
    """Return what a draft holds."""
    return read_choices(version.choices)
