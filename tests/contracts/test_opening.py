"""An accepted quote becomes a contract: lines, terms, payments, conditions, cover."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from lumencare.contracts.actions import accept, meet_condition, open_contract, sign
from lumencare.contracts.actions.ending import end_line
from lumencare.contracts.actions.opening import open_missing
from lumencare.contracts.models import Allowance, Contract, ContractLine, Payment, Term
from lumencare.data.edition_files import current_edition
from lumencare.domain.problems import InputProblems, Refused
from lumencare.sales import actions as sales
from lumencare.sales.actions import issue, send
from lumencare.sites.actions import add_record
from lumencare.sites.covering import cover_today
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.sites.models import HeldPlan, Site
from lumencare.sites.queries.worklist import WindowFilters, window_worklist
from lumencare.sites.uploads import Upload
from lumencare.sites.windows import WINDOW_FIELDS, fill_windows
from tests.contracts.contracts import active, bought, chosen, coordinator, noon
from tests.office import NOW, TODAY, person, site, system
from tests.sales.quotes import draft, signed

pytestmark = pytest.mark.django_db


def test_what_was_accepted_is_opened_with_its_amounts() -> None:
    """D-16, D-6: from the purchase to the end of year 8; the price of the quote."""
    contract = bought("part-care-plus", of=system())
    assert (contract.number, contract.state) == ("C-2601-001", "draft")
    assert (contract.net_fen, contract.vat_fen) == (80_000_00, 4_800_00)
    line, term = contract.lines.get(), Term.objects.get()
    assert (line.code, line.rule, line.bom_fen, line.state) == (
        "part-care-plus",
        "PP-1",
        1_000_000_00,
        "pending",
    )
    assert (term.starts_on, term.ends_on) == (TODAY, date(2033, 3, 2))


def test_it_is_due_thirty_days_after_the_purchase() -> None:
    bought("part-care-plus", of=system())
    payment = Payment.objects.get()
    assert (payment.due_on, payment.net_fen) == (TODAY + timedelta(days=30), 80_000_00)


def test_years_fall_due_one_by_one_and_free_ones_do_not() -> None:
    """D-5: year 2 of `2Y` costs nothing; year 3 begins on 2027-03-02."""
    bought("technology-support:2,3,4", of=system())
    due = list(Payment.objects.order_by("due_on").values_list("due_on", "net_fen"))
    assert due == [(date(2027, 3, 2), 33_000_00), (date(2028, 3, 2), 35_000_00)]
    assert Term.objects.count() == 3


def test_accepted_twice_it_is_one_contract() -> None:
    by = coordinator()
    version = issue(draft(chosen("part-care-plus"), by, system()), by=by, now=NOW)
    send(version, by=by, now=NOW)
    first = accept(version, signed(version), by=by, now=NOW)
    assert accept(version, signed(version), by=by, now=NOW) == first
    assert open_contract(version, by=by, now=NOW) == first
    assert (Contract.objects.count(), ContractLine.objects.count()) == (1, 1)


def test_it_takes_effect_when_it_is_signed_and_nothing_is_missing() -> None:
    contract = bought("part-care-plus", of=system())
    assert not HeldPlan.objects.exists()
    sign(contract, signed_on=TODAY, signed_by="王建国", by=coordinator(), now=NOW)
    assert (contract.state, contract.starts_on, contract.ends_on) == (
        "active",
        TODAY,
        date(2033, 3, 2),
    )
    held = HeldPlan.objects.get()
    assert (held.code, held.bought_on, held.source) == ("part-care-plus", TODAY, contract.number)


def test_service_waits_for_the_documents_and_then_begins_with_whole_months() -> None:
    """SC-9, D-6: 12 months from the day on which the last condition is met."""
    contract = bought("service-care", of=system())
    by = coordinator()
    sign(contract, signed_on=TODAY, signed_by="王建国", by=by, now=NOW)
    assert contract.state == "signed"
    later = noon(date(2026, 2, 20))
    waiting = contract.conditions.filter(met_at=None).order_by("kind")
    assert [each.kind for each in waiting] == ["database", "layout-drawing", "single-line-drawing"]
    for each in waiting:
        meet_condition(each, how="collection", note="上门采集，另行报价", by=by, now=later)
    contract.refresh_from_db()
    assert (contract.state, contract.starts_on) == ("active", date(2026, 2, 20))
    assert HeldPlan.objects.get().bought_on == date(2026, 2, 20)


def test_a_record_of_another_system_of_the_site_meets_no_condition() -> None:
    """SC-9: each system has its database; a drawing of the whole site is of all of them."""
    one, other = system(), system(Site.objects.get(), "S-2")
    by = person("engineer")
    for of, kind, content in (
        (other, "database", b"SQLite format 3\x00"),
        (one.site, "layout-drawing", b"%PDF-1.7"),
    ):
        upload = Upload("x", BytesIO(content))
        add_record(of, kind=kind, upload=upload, dated_on=TODAY, by=by, now=NOW)
    waiting = bought("service-care", of=one).conditions.filter(met_at=None)
    assert {each.kind for each in waiting} == {"database", "single-line-drawing", "signature"}


def test_an_option_waits_for_the_reach_and_runs_with_its_year() -> None:
    """D-19, RO-5: a city that is not in the data is to be confirmed by a named person."""
    place = site(city="某某市", city_known=False)
    contract = active("service-care", "24h", of=system(place))
    terms = {each.code: (each.starts_on, each.ends_on) for each in Term.objects.all()}
    assert terms["24h"] == terms["service-care"] == (TODAY, date(2027, 1, 15))
    reach = contract.conditions.get(kind="reach")
    assert (reach.how, reach.met_by_name, reach.note) == ("confirmed", "周协", "已核实")


def test_the_ledger_has_what_a_year_of_service_gives() -> None:
    """SC-5, AV-1: one man-day and one hour of training; bought man-days to the contract's end."""
    contract = active("service-care", "onsite-programming*3", of=system())
    found = {each.code: (each.tenths, each.ends_on) for each in Allowance.objects.all()}
    year = date(2027, 1, 15)
    assert len(found) == 3
    assert found["onsite-programming"] == (30, year)
    assert {tenths for code, (tenths, _) in found.items() if code != "onsite-programming"} == {10}
    assert contract.ends_on == year


def test_the_cover_of_the_system_follows() -> None:
    one = system()
    active("part-care-plus", "service-care", of=one)
    on = date(2026, 6, 1)
    cover = cover_today(current_edition(), system_of(one), on, covering_rows(one, on))
    assert cover.decision.labour_covered
    assert [each.parts_percent for each in cover.years] == [100] * 8


def test_a_renewal_joins_its_contract_as_a_successor() -> None:
    """D-15: the next year of the annual plan, bought before it begins."""
    one = system()
    first = active("part-care-plus-annual", of=one)
    second = active("part-care-plus-annual", of=one, now=noon(date(2027, 2, 1)))
    assert second == first
    lines = list(second.lines.order_by("position"))
    assert (lines[1].predecessor, lines[1].state) == (lines[0], "active")
    assert (second.net_fen, second.ends_on) == (15_000_00, date(2028, 3, 2))


def test_basic_that_becomes_plus_ends_where_plus_begins() -> None:
    """D-22: confirmed by staff, at the difference."""
    one = system()
    active("part-care-basic", of=one)
    contract = active("part-care-plus", of=one, now=noon(date(2026, 5, 1)))
    basic, plus = contract.lines.order_by("position")
    assert (basic.state, basic.ended_on) == ("ended", date(2026, 5, 1))
    assert (plus.net_fen, plus.predecessor) == (50_000_00, basic)
    overlap = contract.conditions.get(kind="overlap")
    assert overlap.met_by_name == "周协"


def test_a_faster_response_takes_the_place_of_the_slower() -> None:
    """D-21."""
    one = system(site(city="上海市"))
    active("service-care", "72h", of=one)
    contract = active("24h", of=one, now=noon(date(2026, 5, 1)))
    assert contract.lines.get(code="24h").net_fen == 4_000_00
    on = date(2026, 6, 1)
    cover = cover_today(current_edition(), system_of(one), on, covering_rows(one, on))
    assert cover.decision.response == "24h"


def test_two_offers_of_one_plan_become_one_contract() -> None:
    """D-22: the second is refused, and nothing of it is kept."""
    one, by = system(), coordinator()
    versions = []
    for _ in range(2):
        version = issue(draft(chosen("technology-support:3"), by, one), by=by, now=NOW)
        send(version, by=by, now=NOW)
        versions.append(version)
    accept(versions[0], signed(versions[0]), by=by, now=NOW)
    with pytest.raises(Refused, match="D-2"):
        accept(versions[1], signed(versions[1]), by=by, now=NOW)
    versions[1].refresh_from_db()
    assert versions[1].state == "sent"


def test_a_signature_lies_between_the_purchase_and_today() -> None:
    contract = bought("part-care-plus", of=system())
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(InputProblems, match="signed_on"):
            sign(contract, signed_on=day, signed_by="王", by=coordinator(), now=NOW)
    with pytest.raises(InputProblems, match="signed_by"):
        sign(contract, signed_on=TODAY, signed_by=" ", by=coordinator(), now=NOW)


def test_a_system_whose_part_care_is_bought_leaves_the_worklist_of_windows() -> None:
    """PW-1, D-22: nothing of its window is left to sell."""
    one = system()
    fill_windows(current_edition(), [one])
    one.save(update_fields=WINDOW_FIELDS)
    by = coordinator()
    assert window_worklist(by, WindowFilters(), on=TODAY).page.total == 1
    bought("part-care-plus", of=one)
    assert window_worklist(by, WindowFilters(), on=TODAY).page.total == 0
    line = ContractLine.objects.get()
    end_line(line, TODAY, "取消", state="cancelled")
    assert window_worklist(by, WindowFilters(), on=TODAY).page.total == 1


def test_what_was_accepted_before_contracts_were_kept_is_opened() -> None:
    """An installation that is upgraded has accepted quotes: each is opened once, or told."""
    by, one = coordinator(), system()
    for code in ("part-care-plus", "part-care-basic"):
        version = issue(draft(chosen(code), by, one), by=by, now=NOW)
        send(version, by=by, now=NOW)
        sales.accept(version, signed(version), by=by, now=NOW)
    refused = open_missing(NOW)
    assert Contract.objects.count() == 1
    assert [each.reason.rule for each in refused.values()] == ["D-22"]
    assert open_missing(NOW).keys() == refused.keys()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("part-care-basic", "part-care-plus"),
        ("part-care-plus", "part-care-basic"),
        ("service-care", "technology-support:3"),
        ("part-care-plus", "technology-support:3"),
    ],
)
def test_nothing_joins_what_has_not_taken_effect_yet(first: str, second: str) -> None:
    """D-22: a contract that waits for its signature is bought all the same."""
    one, by = system(order_date=date(2024, 12, 1)), coordinator()
    bought(first, of=one)
    version = issue(draft(chosen(second), by, one), by=by, now=NOW)
    send(version, by=by, now=NOW)
    with pytest.raises(Refused, match="D-22"):
        accept(version, signed(version), by=by, now=NOW)
    assert Contract.objects.count() == 1
