"""Drift for programs: hardware as built against what plans were priced on (D-13)."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.api.calling import program
from tests.contracts.contracts import active
from tests.contracts.drift import MORE, listed
from tests.office import NOW, organization, outsider, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_drifted_is_told_part_by_part_with_both_prices() -> None:
    one = listed(system())
    contract, caller = active("part-care-plus", of=one), program("coordinator")
    address = f"/contracts/{contract.number}/drift"
    assert caller.get(address).body == []
    listed(one, *MORE)
    told = caller.get(address)
    (found,) = told.body
    (line,) = found["lines"]
    assert (found["as_built"], line["contracted"], line["amount"]) == (
        "595065.00",
        "500050.00",
        "95015.00",
    )
    assert line["price"]["now"] == {
        "contracted": "40004.00",
        "as_built": "47605.20",
        "difference": "7601.20",
    }
    assert line["price"]["because"][0]["rule"] == "D-13"
    assert [each["part"]["part_number"] for each in found["uncovered"]] == ["KP-4", "SR-9"]
    assert [each["kind"] for each in line["parts"]["changes"]] == ["changed", "added"]


def test_a_list_known_by_its_total_has_no_parts() -> None:
    one = system()
    contract = active("service-care", of=one)
    listed(one)
    (found,) = program("coordinator").get(f"/contracts/{contract.number}/drift").body
    assert (found["uncovered"], found["lines"][0]["parts"]) == (None, None)


def test_strangers_find_no_drift() -> None:
    contract = active("service-care", of=system())
    stranger = program(of=outsider(organization("别家")), role="customer")
    assert stranger.get(f"/contracts/{contract.number}/drift").status in (403, 404)
