"""Last days that somebody's calendar shows: of renewals and of contracts (D-15, D-25)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.contracts.hosts import RUNNING
from lumencare.contracts.queries.lines import name_of
from lumencare.contracts.queries.renewals import lines_to_renew
from lumencare.contracts.queries.rows import visible_contracts
from lumencare.domain.period import DAY
from lumencare.domain.text import Text

# What a calendar holds: a little of the past, and no more than a person can look at.
BACK = timedelta(days=31)
MOST = 1000
NO_NAME = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay:
    """The last day of something, by its row's key, in which contract and at which site."""

    key: int
    contract: str
    site: str
    last_day: date
    changed_at: datetime
    version: int
    ref: str = ""
    name: Text = NO_NAME


def calendar_renewals(user: User, on: date) -> list[LastDay]:
    """Return the renewals that were due lately or are due next, soonest first."""
    if not may(user, Right.SEE_CONTRACTS):
        return []
    rows = lines_to_renew(user, on - BACK).select_related("contract", "system__site")
    return [
        LastDay(
            key=each.pk,
            contract=each.contract.number,
            site=each.system.site.name,
            last_day=each.renew_by,
            changed_at=each.contract.changed_at,
            version=each.contract.version,
            ref=each.system.ref,
            name=name_of(each),
        )
        for each in rows.order_by("renew_by", "-renew_fen", "pk")[:MOST]
        if each.renew_by
    ]


def calendar_ends(user: User, on: date) -> list[LastDay]:
    """Return the running contracts that end, soonest first."""
    if not may(user, Right.SEE_CONTRACTS):
        return []
    rows = visible_contracts(user).filter(state__in=RUNNING, ends_on__gt=on)
    return [
        LastDay(
            key=each.pk,
            contract=each.number,
            site=each.site.name,
            last_day=each.ends_on - DAY,
            changed_at=each.changed_at,
            version=each.version,
        )
        for each in rows.select_related("site").order_by("ends_on", "pk")[:MOST]
        if each.ends_on
    ]
