"""Contracts in every state, to start a test from."""

from datetime import date, datetime, time

from lumencare.accounts.models import User
from lumencare.contracts.actions import accept, meet_condition, sign
from lumencare.contracts.condition_kinds import CONFIRMED, SIGNATURE, WAYS
from lumencare.contracts.models import Contract
from lumencare.domain.codes import PlanCode
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import OptionChoice, PlanChoice
from lumencare.domain.shanghai import at
from lumencare.sales.actions import issue, send
from lumencare.sites.models import System
from tests.office import NOW, person
from tests.sales.quotes import draft, signed


def chosen(*what: str) -> Choices:
    """Return choices written as codes: `technology-support:3,4`, `24h`, `onsite-programming*2`."""
    plans, options = [], []
    for each in what:
        code, _, years = each.partition(":")
        if code in set(PlanCode):
            numbers = tuple(int(year) for year in years.split(",") if year)
            plans.append(PlanChoice(PlanCode(code), numbers))
        else:
            option, _, quantity = each.partition("*")
            options.append(OptionChoice(option, int(quantity or 1)))
    return Choices(plans=tuple(plans), options=tuple(options))


def coordinator() -> User:
    """Return the person who keeps contracts in tests; the same each time."""
    return User.objects.filter(name="周协").first() or person("coordinator", name="周协")


def bought(*what: str, of: System, now: datetime = NOW) -> Contract:
    """Return the contract of an accepted quote."""
    by = coordinator()
    version = issue(draft(chosen(*what), by, of, now), by=by, now=now)
    send(version, by=by, now=now)
    contract = accept(version, signed(version), by=by, now=now)
    assert contract is not None
    return contract


def active(*what: str, of: System, now: datetime = NOW) -> Contract:
    """Return a contract in force: bought, signed, every condition met on the same day."""
    contract = bought(*what, of=of, now=now)
    by = coordinator()
    if contract.state == "draft":
        sign(contract, signed_on=now.date(), signed_by="王建国", by=by, now=now)
    for each in contract.conditions.filter(met_at=None).exclude(kind=SIGNATURE):
        how = WAYS.get(each.kind, ("collection",))[0]
        meet_condition(each, how=how, note="已核实", by=by, now=now)
    contract.refresh_from_db()
    return contract


def noon(day: date) -> datetime:
    """Return the noon of a day in Shanghai."""
    return at(day, time(12, 0))


__all__ = ["CONFIRMED", "active", "bought", "chosen", "coordinator", "noon"]
