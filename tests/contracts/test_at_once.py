"""Contracts by several people, and jobs, in the same moment: each thing happens once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lumencare.audit.models import Entry
from lumencare.contracts.actions import accept, renew, run_continuity, sign
from lumencare.contracts.models import Contract, ContractLine, Renewal, Term
from lumencare.domain.problems import Conflict, Refused
from lumencare.notices.models import Event
from lumencare.sales.actions import issue, send
from lumencare.sales.models import Quote, QuoteVersion
from lumencare.sites.models import HeldPlan, System
from tests.at_once import at_once, told
from tests.contracts.contracts import active, bought, chosen, coordinator, noon
from tests.office import NOW, TODAY, system
from tests.sales.quotes import draft, signed

pytestmark = pytest.mark.django_db(transaction=True)
ANNUAL = "part-care-plus-annual"
LAPSE = noon(date(2027, 3, 2))


def offered(*what: str, of: System) -> int:
    """Return a version that a customer holds."""
    by = coordinator()
    version = issue(draft(chosen(*what), by, of), by=by, now=NOW)
    send(version, by=by, now=NOW)
    return version.pk


def accepting(pk: int) -> Callable[[], Any]:
    """Return the acceptance of a version, which each process reads for itself."""
    version = QuoteVersion.objects.select_related("quote__system__site__owner").get(pk=pk)
    by = coordinator()
    return lambda: accept(version, signed(version), by=by, now=NOW)


def test_of_two_offers_of_one_plan_accepted_at_once_one_is_sold() -> None:
    """D-22: the other stays an offer."""
    one = system()
    pks = [offered("technology-support:3", of=one) for _ in range(2)]
    results = at_once(*[accepting(each) for each in pks])
    (late,) = told(results)
    assert isinstance(late, Conflict | Refused)
    assert (Contract.objects.count(), Term.objects.count()) == (1, 1)
    states = QuoteVersion.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == ["accepted", "sent"]


def test_one_offer_accepted_by_four_at_once_is_one_contract() -> None:
    pk = offered("service-care", of=system())
    results = at_once(*[accepting(pk) for _ in range(4)])
    assert len(set(results)) == 1
    assert (Contract.objects.count(), ContractLine.objects.count()) == (1, 1)


def test_two_who_renew_at_once_make_one_offer() -> None:
    line, by, now = active(ANNUAL, of=system()).lines.get(), coordinator(), noon(date(2027, 1, 10))
    copies = [ContractLine.objects.get(pk=line.pk) for _ in range(3)]
    results = at_once(*[lambda copy=each: renew(copy, by=by, now=now).pk for each in copies])
    assert len(set(results)) == 1
    assert (Quote.objects.count(), Renewal.objects.count()) == (2, 1)


def test_a_renewal_and_options_accepted_at_once_join_one_contract() -> None:
    one = system()
    contract = active("service-care", of=one)
    pks = [offered(each, of=one) for each in ("service-care", "24h", "remote-training*2")]
    results = at_once(*[accepting(each) for each in pks])
    assert results == [contract] * 3
    positions = ContractLine.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == [1, 2, 3, 4]
    contract.refresh_from_db()
    assert contract.net_fen == sum(ContractLine.objects.values_list("net_fen", flat=True))


def test_two_nights_at_once_let_a_plan_lapse_once() -> None:
    """PA-3."""
    active(ANNUAL, of=system())
    runs = at_once(*[lambda: run_continuity(LAPSE)] * 3)
    assert sum(each.lapsed for each in runs) == 1
    assert Entry.objects.filter(action="line-lapsed").count() == 1
    assert Event.objects.filter(kind="plan.lapsed").count() == 1


def test_a_contract_signed_by_two_at_once_is_signed_once() -> None:
    contract, by = bought("part-care-plus", of=system()), coordinator()
    copies = [Contract.objects.get(pk=contract.pk) for _ in range(2)]
    results = at_once(
        *(
            lambda copy=each: sign(copy, signed_on=TODAY, signed_by="王建国", by=by, now=NOW)
            for each in copies
        )
    )
    assert len(told(results)) == 1
    assert Entry.objects.filter(action="sign").count() == 1
    assert HeldPlan.objects.count() == 1
