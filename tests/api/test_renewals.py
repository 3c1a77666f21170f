"""Renewals for programs: the worklist, and an offer that is made once however often it is asked."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from lumencare.contracts.models import ContractLine
from lumencare.sales.models import Quote
from tests.api.calling import Program, token
from tests.contracts.contracts import active, noon
from tests.office import person, system

pytestmark = pytest.mark.django_db
ANNUAL = "part-care-plus-annual"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(noon(date(2027, 1, 10)), tick=False):
        yield


@pytest.fixture
def erp() -> Program:
    user = person("sales")
    return Program(token(user, "sales"))


@pytest.fixture
def line() -> ContractLine:
    return active(ANNUAL, of=system()).lines.get()


def test_the_list_tells_days_money_and_offer(erp: Program, line: ContractLine) -> None:
    told = erp.get("/renewals?closes_in=60&plan=part-care-plus-annual&offer=not-offered")
    assert told.status == 200
    (row,) = told.body["items"]
    assert (row["line"], row["renew_by"], row["days_left"]) == (line.pk, "2027-03-01", 50)
    assert (row["net"], row["last_net"], row["difference"]) == ("15000.00", "0.00", "15000.00")
    assert row["offer"]["state"] == "not-offered"
    assert (told.body["value"], told.body["next_day"]) == ("15000.00", "2027-03-01")
    assert erp.get("/renewals?closes_in=7").body["items"] == []
    assert erp.get("/renewals?offer=lost").status == 422
    assert erp.get("/renewals?ofer=sent").status == 422


def test_an_offer_is_made_once(erp: Program, line: ContractLine) -> None:
    made = erp.post(f"/renewals/{line.pk}", {"to": "li@example.com"}, Idempotency_Key="k-1")
    assert (made.status, made.body["versions"][0]["state"]) == (201, "sent")
    again = erp.post(f"/renewals/{line.pk}", {"to": "li@example.com"}, Idempotency_Key="k-1")
    other = erp.post(f"/renewals/{line.pk}", {})
    assert made.body["number"] == again.body["number"] == other.body["number"]
    assert Quote.objects.count() == 2
    assert erp.post("/renewals/99999", {}).status == 404


def test_what_has_lapsed_is_refused_with_its_rule(erp: Program, line: ContractLine) -> None:
    """PA-3, D-15"""
    ContractLine.objects.update(state="lapsed", ended_on=date(2027, 1, 9))
    told = erp.post(f"/renewals/{line.pk}", {})
    assert (told.status, told.body["because"][0]["rule"]) == (422, "D-15")
