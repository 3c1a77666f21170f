"""A contract by the interface: listed, signed, completed, used; and what each step refuses."""

from collections.abc import Iterator

import pytest
import time_machine

from lumencare.contracts.models import Contract, Draw
from tests.api.calling import Program, program, token
from tests.contracts.contracts import active, bought
from tests.office import NOW, organization, outsider, system

pytestmark = pytest.mark.django_db
SIGNED = {"signed_by": "王建国", "signed_on": "2026-01-15"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def path(contract: Contract, rest: str = "") -> str:
    return f"/contracts/{contract.number}{rest}"


def test_the_way_of_a_contract() -> None:
    """SC-9, D-6: signed, completed, in force for 12 months."""
    contract, caller = bought("service-care", of=system()), program("coordinator")
    read = caller.get(path(contract))
    assert (read.headers["ETag"], read.body["state"]) == (f'"{read.body["etag"]}"', "draft")
    assert caller.post(path(contract, "/sign"), SIGNED).status == 428
    assert caller.post(path(contract, "/sign"), SIGNED, If_Match='"1-1"').status == 412
    signed = caller.post(path(contract, "/sign"), SIGNED, If_Match=read.headers["ETag"])
    assert (signed.body["state"], signed.body["can"]) == ("signed", ["meet"])
    for each in signed.body["conditions"]:
        if each["how"]:
            continue
        met = {"how": "collection", "note": "上门采集"}
        told = caller.post(path(contract, f"/conditions/{each['id']}"), met)
        assert told.status == 200, told.body
    assert (told.body["state"], told.body["last_day"]) == ("active", "2027-01-14")
    assert told.body["covers"][0]["years"][0]["labour"] == "full"
    (line,) = told.body["lines"]
    assert (line["net"], line["rule"], line["quote"]) == ("20000.00", "SC-2", "Q-2601-001")


def test_a_condition_is_met_once_and_in_a_way_that_it_has() -> None:
    contract, caller = bought("service-care", of=system()), program("coordinator")
    one = contract.conditions.get(kind="database")
    there = path(contract, f"/conditions/{one.pk}")
    assert caller.post(there, {"how": "confirmed", "note": "x"}).status == 422
    assert caller.post(there, {"how": "there", "note": ""}).status == 422
    assert caller.post(there, {"how": "there", "note": "已收到"}).status == 200
    assert caller.post(there, {"how": "there", "note": "已收到"}).status in {409, 412}


def test_a_use_that_is_sent_again_counts_once() -> None:
    """D-23."""
    contract, caller = active("service-care", of=system()), program("engineer")
    body = {
        "allowance": contract.allowances.order_by("pk")[0].pk,
        "amount": "0.5",
        "on": "2026-01-15",
        "why": "巡检",
    }
    for _ in "ab":
        told = caller.post(path(contract, "/draws"), body, Idempotency_Key="visit-1")
        assert told.status == 201, told.body
    assert Draw.objects.count() == 1
    assert told.body["allowances"][0]["left"] == "0.5"
    assert told.body["net"] is None
    too_much = caller.post(path(contract, "/draws"), {**body, "amount": "0.6"})
    assert (too_much.status, too_much.body["because"][0]["rule"]) == (422, "D-23")
    for amount in ("0", "0.55", "-1", "NaN", "１"):
        assert caller.post(path(contract, "/draws"), {**body, "amount": amount}).status == 422
    used = Draw.objects.get()
    for _ in "ab":
        back = caller.post(path(contract, f"/draws/{used.pk}/return"), {"why": "改期"})
        assert back.body["allowances"][0]["left"] == "1"


def test_a_list_is_narrowed_and_a_mistyped_filter_told() -> None:
    active("part-care-plus", of=system())
    caller = program("sales")
    (row,) = caller.get("/contracts?plan=part-care-plus&state=active&ends_by=2033-03-01").body[
        "items"
    ]
    assert (row["number"], row["net"], row["last_day"]) == ("C-2601-001", "80000.00", "2033-03-01")
    assert caller.get("/contracts?plan=service-care").body["total"] == 0
    assert caller.get("/contracts?ends_by=9999-12-31").status in {200, 422}
    assert caller.get("/contracts?stat=active").status == 422


def test_owners_read_their_own_and_strangers_nothing() -> None:
    contract = active("part-care-plus-annual", of=system())
    owner = Program(token(outsider(contract.site.owner), "customer"))
    told = owner.get(path(contract))
    assert (told.status, told.body["can"]) == (200, [])
    assert told.body["chains"][0]["renew_by"] == "2027-03-01"
    stranger = Program(token(outsider(organization("别家"), name="stranger"), "customer"))
    assert stranger.get(path(contract)).status == 404
    assert stranger.get("/contracts").body["items"] == []
