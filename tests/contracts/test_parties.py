"""Contracts stay with the systems of a site that is sold; who pays can be somebody else (D-18)."""

import pytest

from lumencare.contracts.actions import change_bill_to, change_owner
from lumencare.contracts.models import Contract
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.sites.models import HeldPlan, Site
from tests.contracts.contracts import active, bought, coordinator
from tests.office import NOW, TODAY, organization, site, system

pytestmark = pytest.mark.django_db


def test_both_owners_and_the_day_are_on_record_with_each_contract_of_the_site() -> None:
    place = site()
    first = active("part-care-plus", of=system(place))
    second = bought("part-care-plus", of=system(place, ref="S-002"))
    elsewhere = active("part-care-plus", of=system(site(organization("别处公司")), ref="S-003"))
    signed_for, buyer = first.owner, organization("浦江置业有限公司")
    change_owner(
        Site.objects.get(pk=place.pk), to=buyer, on=TODAY, why="转让合同", by=coordinator(), now=NOW
    )
    for contract in (first, second):
        found = contract.amendments.get()
        assert (found.kind, found.effective_on, found.why) == ("owner", TODAY, "转让合同")
        assert (found.before["owner"], found.after["owner"]) == (signed_for.name, buyer.name)
        contract.refresh_from_db()
        assert contract.owner == signed_for
    assert not elsewhere.amendments.exists()
    assert HeldPlan.objects.filter(system__site=place, ended_on=None).count() == 1


def test_a_change_of_owner_that_is_wrong_leaves_contracts_alone() -> None:
    place = site()
    contract = active("part-care-plus", of=system(place))
    with pytest.raises(InputProblems, match="why"):
        change_owner(place, to=organization("浦江"), on=TODAY, why="", by=coordinator(), now=NOW)
    assert not contract.amendments.exists()


def test_somebody_else_pays_from_now_on() -> None:
    contract = active("part-care-plus", of=system())
    stale = Contract.objects.get(pk=contract.pk)
    payer, owner = organization("集团财务公司", kind="partner"), contract.bill_to
    change_bill_to(contract, payer, why="集团统一付款", by=coordinator(), now=NOW)
    contract.refresh_from_db()
    found = contract.amendments.get()
    assert (contract.bill_to, found.kind) == (payer, "bill-to")
    assert (found.before["bill_to"], found.after["bill_to"]) == (owner.name, payer.name)
    with pytest.raises(Conflict, match="周协"):
        change_bill_to(stale, payer, why="集团统一付款", by=coordinator(), now=NOW)


def test_the_payer_of_what_is_over_stays() -> None:
    contract = active("part-care-plus", of=system())
    with pytest.raises(InputProblems, match="to"):
        change_bill_to(contract, contract.bill_to, why="x", by=coordinator(), now=NOW)
    contract.state = "ended"
    with pytest.raises(Refused, match="D-17"):
        change_bill_to(contract, organization("x"), why="x", by=coordinator(), now=NOW)
