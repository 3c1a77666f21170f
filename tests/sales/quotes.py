"""Quotes in every state, to start a test from."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.domain.codes import PlanCode
from lumencare.domain.money import Money
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import OptionChoice, PlanChoice, PriceChoice
from lumencare.sales.actions import Acceptance, issue, send, start_quote
from lumencare.sales.links import token_of
from lumencare.sales.models import QuoteLink, QuoteVersion
from lumencare.sites.models import System
from tests.office import NOW, person, system

PLUS = Choices(plans=(PlanChoice(PlanCode.PLUS),))
BASIC = Choices(plans=(PlanChoice(PlanCode.BASIC),))
CARE = Choices(
    plans=(PlanChoice(PlanCode.PLUS), PlanChoice(PlanCode.SERVICE_CARE)),
    options=(OptionChoice("24h"),),
)
LOWERED = Choices(
    plans=PLUS.plans,
    prices=(PriceChoice("part-care-plus", None, Money.of("70000.00"), "老客户"),),
)


def seller(name: str = "宋妍") -> User:
    """Return somebody who makes and sends quotes."""
    return person("sales", name=name)


def draft(
    choices: Choices = PLUS, by: User | None = None, of: System | None = None, now: datetime = NOW
) -> QuoteVersion:
    """Return a draft; by default of the published Quantum case with the Part Care Plan+.

    Where there is a system already, it is of that one.
    """
    one = of or System.objects.first() or system()
    return start_quote(one.pk, by=by or seller(), now=now, choices=choices)


def issued(choices: Choices = PLUS, by: User | None = None) -> QuoteVersion:
    """Return an issued version: approved, or waiting where a price was lowered."""
    by = by or seller()
    return issue(draft(choices, by), by=by, now=NOW)


def sent(choices: Choices = PLUS, by: User | None = None) -> tuple[QuoteVersion, QuoteLink]:
    """Return a version that a customer holds, and its link."""
    by = by or seller()
    version = issued(choices, by)
    return version, send(version, by=by, now=NOW)


def signed(version: QuoteVersion, name: str = "王建国", how: str = "") -> Acceptance:
    """Return what somebody accepts a version with."""
    return Acceptance(name, version.pdf_sha256, how)


def token(link: QuoteLink) -> str:
    """Return the token of a link."""
    found = token_of(link)
    assert found is not None
    return found
