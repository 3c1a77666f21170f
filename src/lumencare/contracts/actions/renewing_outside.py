"""A customer renews by themselves: the offer of the next year is made at once, to be accepted."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.contracts.actions.renewing import renew
from lumencare.contracts.models import ContractLine
from lumencare.contracts.queries.outside import line_seen
from lumencare.contracts.recipients import keeping_coordinators
from lumencare.contracts.renewing import RenewalOffer, offer_renewal
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.models import QuoteVersion
from lumencare.sites.visitors import Visitor


def renewal_seen(visitor: Visitor, line: int, now: datetime) -> RenewalOffer:
    """Return what the next year of a plan would be, as it would be offered now."""
    row = line_seen(visitor, line)
    return offer_renewal(keeper_of(row), row, in_shanghai(now).date())


def ask_renewal(line: int, *, visitor: Visitor, now: datetime) -> QuoteVersion:
    """Make the quote of a plan's next year in the name of whoever keeps the contract."""
    row = line_seen(visitor, line)
    with transaction.atomic():
        version = renew(row, by=keeper_of(row), now=now)
        changes = {"renewal": (None, version.quote.number)}
        record(row.contract, action="ask-renewal", by=visitor.by, now=now, changes=changes)
    return version


def keeper_of(line: ContractLine) -> User:
    """Return who sold a plan, while they are here and may; else a coordinator."""
    known = (line.quote_version.author, line.contract.author, *keeping_coordinators())
    for each in known:
        if each is not None and may(each, Right.MAKE_QUOTES) and may(each, Right.SEND_QUOTES):
            return each
    raise Refused(does_not_apply("D-15", NOBODY))


NOBODY = Text("暂时无法在线续保，请致电热线。", "It cannot be renewed here now; please call us.")
