"""Each change of a contract in force is an amendment of its own, with what was and what is."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lumencare.contracts.models import Amendment, Contract
from tests.contracts.contracts import active, bought, noon
from tests.office import NOW, TODAY, site, system

pytestmark = pytest.mark.django_db
ANNUAL = "part-care-plus-annual"


def only(contract: Contract) -> Amendment:
    return contract.amendments.get()


def test_a_new_contract_has_none() -> None:
    assert not active("part-care-plus", of=system()).amendments.exists()


def test_a_renewal_is_written_with_its_quote() -> None:
    one = system()
    active(ANNUAL, of=one)
    found = only(bought(ANNUAL, of=one, now=noon(date(2027, 2, 1))))
    assert (found.number, found.kind, found.effective_on) == (1, "renewal", date(2027, 3, 2))
    assert (found.before, found.after) == (
        {"lines": [ANNUAL]},
        {"lines": [ANNUAL], "system": "S-001", "net_fen": 15_000_00, "vat_fen": 900_00},
    )
    assert found.quote_version is not None
    assert (found.quote_version.accepted_name, found.by_name) == ("王建国", "周协")


def test_an_upgrade_says_which_plan_it_replaced() -> None:
    """D-22."""
    one = system()
    active("part-care-basic", of=one)
    found = only(active("part-care-plus", of=one, now=noon(date(2026, 5, 1))))
    assert (found.kind, found.before["lines"]) == ("upgrade", ["part-care-basic"])
    assert (found.effective_on, found.after["net_fen"]) == (date(2026, 5, 1), 50_000_00)


@pytest.mark.parametrize(("what", "kind"), [("24h", "response"), ("onsite-programming", "extend")])
def test_options_during_the_year_are_told_apart(what: str, kind: str) -> None:
    """D-21, AV-1."""
    one = system(site(city="上海市"))
    active("service-care", "72h", of=one)
    assert only(active(what, of=one, now=noon(date(2026, 5, 1)))).kind == kind


def test_the_database_keeps_numbers_kinds_and_reasons() -> None:
    contract = active("part-care-plus", of=system())
    good = {
        "contract": contract,
        "number": 1,
        "kind": "correct",
        "effective_on": TODAY,
        "why": "更正",
        "by_name": "周协",
        "at": NOW,
    }
    Amendment.objects.create(**good)
    for wrong, name in (
        ({}, "number"),
        ({"number": 0}, "amendment_counts_from_one"),
        ({"number": 2, "kind": "rewrite"}, "amendment_kind"),
        ({"number": 2, "why": ""}, "amendment_with_reason"),
        ({"number": 2, "by_name": ""}, "amendment_names_somebody"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Amendment.objects.create(**{**good, **wrong})
