"""The published cases: eleven figures follow from the tables, two do not and are explained."""

from dataclasses import replace
from decimal import Decimal

from lumencare.domain.reconciliation import Reconciled, reconcile
from tests.builders import edition


def figures() -> dict[tuple[str, str], Reconciled]:
    """Return the reconciled figures by case and plan."""
    return {(each.figure.case, each.figure.plan): each for each in reconcile(edition())}


def test_eleven_of_thirteen_agree() -> None:
    """PC-1, PP-1, PA-1, SC-2, TS-1, X-12, X-14."""
    found = figures()
    assert len(found) == 13
    differing = {key for key, each in found.items() if not each.agrees}
    assert differing == {("athena", "part-care-plus-annual"), ("athena", "technology-support")}


def test_a_price_that_an_edition_changed_is_told_beside_the_published_one() -> None:
    """PC-1: the case was published at 3 %, an edition may ask 4 %."""
    dearer = tuple(
        replace(each, percent=Decimal(4)) if each.plan == "part-care-basic" else each
        for each in edition().rates
    )
    found = {
        (each.figure.case, each.figure.plan): each
        for each in reconcile(replace(edition(), rates=dearer))
    }
    note = found["quantum", "part-care-basic"].note
    assert note.en == "The tables give 40,000.00, not the published 30,000.00."
    assert "40,000.00" in note.zh


def test_the_annual_average_is_reported_not_bent() -> None:
    """PA-1: seven paid years average 9,285.71; the note says how 11,000 may have been made."""
    annual = figures()["athena", "part-care-plus-annual"]
    assert (str(annual.figure.published), str(annual.computed)) == ("11000.00", "9285.71")
    for words in ("9,285.71", "10,000.00", "65,000.00", "10,833.33"):
        assert words in annual.note.zh
        assert words in annual.note.en


def test_the_support_average_is_that_of_years_3_to_8() -> None:
    """TS-1: seven paid years average 23,285.71."""
    support = figures()["athena", "technology-support"]
    assert str(support.computed) == "23285.71"
    assert "the published figure is the average of years 3 to 8" in support.note.en


def test_the_villa_pays_exactly_15_000_for_service_care() -> None:
    """X-12: not an approximate figure."""
    assert figures()["hwqs", "service-care"].agrees
