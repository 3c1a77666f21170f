"""Acceptance of a quote: what was accepted becomes a contract in the same transaction."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.contracts.actions.opening import open_contract
from lumencare.contracts.models import Contract
from lumencare.sales import actions as sales
from lumencare.sales.models import QuoteLink, QuoteVersion


def accept(
    version: QuoteVersion, acceptance: sales.Acceptance, *, by: User, now: datetime
) -> Contract | None:
    """Accept as somebody with an account, and open what was bought; None where nothing is priced.

    Accepted twice, it is one contract. A process that dies between keeps neither.
    """
    with transaction.atomic():
        accepted = sales.accept(version, acceptance, by=by, now=now)
        return open_contract(accepted, by=by, now=now)


def accept_by_link(
    link: QuoteLink, acceptance: sales.Acceptance, *, now: datetime
) -> Contract | None:
    """Accept what a link leads to, and open what was bought; the name is all that is known."""
    with transaction.atomic():
        accepted = sales.accept_by_link(link, acceptance, now=now)
        return open_contract(accepted, by=accepted.accepted_name, now=now)
