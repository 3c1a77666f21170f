"""Amendments by the interface: suspended, resumed, cancelled and added to, each with its reason."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from lumencare.contracts.models import Contract
from tests.api.calling import Program, Told, program
from tests.contracts.contracts import active, bought
from tests.office import NOW, organization, outsider, site, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def send(caller: Program, contract: Contract, step: str, body: dict[str, Any]) -> Told:
    """Send a step with the ETag that the contract has now."""
    tag = caller.get(f"/contracts/{contract.number}").headers["ETag"]
    return caller.post(f"/contracts/{contract.number}/{step}", body, If_Match=tag)


def test_a_contract_is_suspended_resumed_and_cancelled_with_reasons() -> None:
    """D-17: history stays, newest first."""
    contract, caller = active("service-care", of=system()), program("coordinator")
    assert send(caller, contract, "suspend", {"why": "停业装修"}).body["state"] == "suspended"
    assert send(caller, contract, "resume", {"why": "重新营业"}).body["state"] == "active"
    decided = {"on": "2026-02-01", "treatment": "none", "why": "楼宇拆除"}
    assert send(caller, contract, "cancel", decided).body["state"] == "cancelled"
    told = caller.get(f"/contracts/{contract.number}/amendments").body
    assert [(each["kind"], each["why"]) for each in told][:3] == [
        ("cancel", "楼宇拆除"),
        ("resume", "重新营业"),
        ("suspend", "停业装修"),
    ]


def test_a_change_names_the_version_that_was_read() -> None:
    contract, caller = active("service-care", of=system()), program("coordinator")
    address, body = f"/contracts/{contract.number}/suspend", {"why": "停业装修"}
    assert caller.post(address, body).status == 428
    assert caller.post(address, body, If_Match='"stale"').status == 412
    assert caller.post(address, {"why": ""}, If_Match="*").status == 422
    assert caller.post(address, body, If_Match="*").status == 200


@pytest.mark.parametrize("amount", ["-1.00", "1.005", "x"])
def test_an_amount_that_cannot_be_given_back_is_named(amount: str) -> None:
    contract, caller = active("service-care", of=system()), program("coordinator")
    decided = {"on": "2026-02-01", "treatment": "stated", "why": "拆除", "amount": amount}
    told = send(caller, contract, "cancel", decided)
    assert (told.status, "amount" in str(told.body)) == (422, True)


def test_a_contract_that_is_over_is_not_suspended() -> None:
    """D-17: refused with the rule."""
    contract, caller = active("service-care", of=system()), program("coordinator")
    decided = {"on": "2026-02-01", "treatment": "none", "why": "拆除"}
    send(caller, contract, "cancel", decided)
    told = send(caller, contract, "suspend", {"why": "停业"})
    assert (told.status, told.body["because"][0]["rule"]) == (422, "D-17")


def test_another_system_of_the_site_joins() -> None:
    """D-13: an order of its own, in the same contract."""
    place = site()
    contract, caller = active("part-care-plus", of=system(place)), program("coordinator")
    other = bought("part-care-plus", of=system(place, ref="S-002"))
    quote = other.lines.get().quote_version.quote.number
    told = send(caller, contract, "systems", {"quote": quote})
    assert (told.status, len(told.body["lines"])) == (201, 2), told.body


def test_another_organization_pays() -> None:
    """D-18: both are recorded; who cannot be found is no payer."""
    contract, caller = active("service-care", of=system()), program("coordinator")
    other = organization("集团财务公司")
    body = {"to": other.pk, "why": "集团统一付款"}
    assert send(caller, contract, "bill-to", body).status == 200
    (told,) = caller.get(f"/contracts/{contract.number}/amendments").body
    assert (told["kind"], told["sides"][0]["now"]["zh"]) == ("bill-to", "集团财务公司")
    assert send(caller, contract, "bill-to", {**body, "to": 999_999}).status == 404
    assert send(caller, contract, "bill-to", body).status == 422
    assert caller.post(f"/contracts/{contract.number}/bill-to", body).status == 428


def test_the_day_of_the_purchase_is_corrected() -> None:
    """D-17: the right day is put on record; a day after the signature is none."""
    contract, caller = active("service-care", of=system()), program("coordinator")
    body = {"purchased_on": "2026-01-10", "why": "登记有误"}
    assert send(caller, contract, "purchase", body).status == 200
    (told,) = caller.get(f"/contracts/{contract.number}/amendments").body
    assert (told["kind"], told["sides"][0]["now"]["en"]) == ("correct", "2026-01-10")
    late = send(caller, contract, "purchase", {**body, "purchased_on": "2026-01-16"})
    assert (late.status, "purchased_on" in str(late.body)) == (422, True)
    assert caller.post(f"/contracts/{contract.number}/purchase", body).status == 428


def test_strangers_read_no_amendments() -> None:
    contract = active("service-care", of=system())
    stranger = program(of=outsider(organization("别家")), role="customer")
    assert stranger.get(f"/contracts/{contract.number}/amendments").status == 404
