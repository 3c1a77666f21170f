"""The worklist of renewals: what is due first, what is at stake, how far each offer is."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from lumencare.accounts.rights import NotAllowed
from lumencare.contracts.actions import renew
from lumencare.contracts.models import Contract, ContractLine
from lumencare.contracts.queries.offers import last_addresses
from lumencare.contracts.queries.renewals import (
    RenewalFilters,
    RenewalList,
    find_line,
    lines_to_renew,
    renewal_worklist,
)
from lumencare.contracts.renewable import reprice_renewals
from lumencare.sales.actions import Delivery
from lumencare.sales.models import QuoteLink, QuoteVersion
from tests.contracts.contracts import active, coordinator, noon
from tests.office import organization, outsider, person, site, system

pytestmark = pytest.mark.django_db
ANNUAL = "part-care-plus-annual"
# Year 3 of a system ordered on 2025-03-01 begins on 2027-03-02.
LAST = date(2027, 3, 1)


def running(days: int, ref: str = "S-001", code: str = ANNUAL) -> Contract:
    """Return a contract with a line that is to be renewed some days after the others."""
    ordered = date(2025, 3, 1) + timedelta(days)
    where = site(organization(f"业主 {ref}"), name=f"项目 {ref}")
    return active(code, of=system(where, ref, order_date=ordered))


def line_of(contract: Contract) -> ContractLine:
    return contract.lines.get()


def listed(on: date = LAST, **filters: object) -> RenewalList:
    return renewal_worklist(coordinator(), RenewalFilters(**filters), on=on)  # type: ignore[arg-type]


def refs(found: RenewalList) -> list[str]:
    return [each.system_ref for each in found.page.rows]


def test_what_is_due_first_stands_first_and_groups_add_up() -> None:
    """D-15, D-25"""
    for days in (60, 0, 200, 7, 8):
        running(days, f"S-{days}")
    found = listed()
    assert refs(found) == ["S-0", "S-7", "S-8", "S-60", "S-200"]
    counted = [(each.closes_in, each.count, each.value.fen) for each in found.groups]
    assert counted == [(7, 2, 30_000_00), (30, 1, 15_000_00), (60, 1, 15_000_00), (90, 0, 0),
                       (0, 1, 15_000_00)]  # fmt: skip
    assert (found.at_stake.count, str(found.at_stake.value)) == (4, "60000.00")
    assert (found.next_day, found.page.total) == (LAST, 5)


def test_the_last_day_still_counts_and_the_day_after_does_not() -> None:
    """D-15"""
    running(0)
    assert refs(listed(LAST)) == ["S-001"]
    found = listed(LAST + timedelta(1))
    assert (refs(found), found.next_day) == ([], None)


def test_a_row_tells_both_years_prices() -> None:
    contract = running(0)
    (row,) = listed().page.rows
    assert (row.contract, row.days_left, row.plan) == (contract.number, 0, ANNUAL)
    assert (str(row.net), str(row.last_net), str(row.difference)) == (
        "15000.00", "0.00", "15000.00",
    )  # fmt: skip


def test_filters_narrow_rows_and_groups_alike() -> None:
    running(0, "S-A")
    running(5, "S-B")
    other = active("service-care", of=system(site(organization("他山")), "S-C"))
    service = line_of(other)
    assert service.renew_by is not None
    on = date(2027, 1, 10)
    assert refs(listed(on, plan="service-care")) == ["S-C"]
    assert refs(listed(on, q="S-B")) == ["S-B"]
    assert refs(listed(on, q=other.number)) == ["S-C"]
    assert refs(listed(on, closes_in=7)) == ["S-C"]
    assert refs(listed(on, closes_in=60)) == ["S-A", "S-B"]
    assert refs(listed(on, closes_in=0)) == []
    assert [each.count for each in listed(on, plan=ANNUAL).groups] == [0, 0, 2, 0, 0]


def test_an_offer_is_followed_from_none_to_accepted() -> None:
    contract, on = running(0), date(2027, 1, 10)
    line, by = line_of(contract), coordinator()

    def state() -> str:
        (row,) = listed(on).page.rows
        assert refs(listed(on, offer=row.offer.state)) == ["S-001"]
        others = {"not-offered", "made", "sent", "seen", "accepted"} - {row.offer.state}
        assert not any(refs(listed(on, offer=each)) for each in others)
        return row.offer.state

    assert state() == "not-offered"
    version = renew(line, by=by, now=noon(on), delivery=Delivery("li@example.com"))
    assert state() == "sent"
    assert last_addresses([line]) == {line.system_id: "li@example.com"}
    QuoteLink.objects.update(first_seen_at=noon(on))
    assert state() == "seen"
    QuoteVersion.objects.filter(pk=version.pk).update(valid_until=on - timedelta(1))
    assert state() == "not-offered"
    QuoteVersion.objects.filter(pk=version.pk).update(state="draft")
    QuoteVersion.objects.filter(pk=version.pk).update(valid_until=None)
    assert state() == "made"
    QuoteVersion.objects.filter(pk=version.pk).update(
        state="accepted",
        valid_until=on,
        ended_at=noon(on),
        accepted_name="王",
        accepted_sha256=version.pdf_sha256,
    )
    assert state() == "accepted"


def test_who_is_outside_reaches_the_lines_of_their_sites_alone() -> None:
    mine, theirs = running(0, "S-A"), running(5, "S-B")
    me = outsider(mine.owner)
    assert list(lines_to_renew(me, LAST)) == [line_of(mine)]
    assert find_line(me, line_of(mine).pk) == line_of(mine)
    with pytest.raises(Http404):
        find_line(me, line_of(theirs).pk)
    with pytest.raises(NotAllowed):
        renewal_worklist(me, RenewalFilters(), on=LAST)
    with pytest.raises(NotAllowed):
        renewal_worklist(person("engineer"), RenewalFilters(), on=LAST)


def test_pages_go_on_and_a_long_list_asks_no_more_of_the_database(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(6):
        running(number, f"S-{number}")
    by = coordinator()
    assert by.role_set
    with django_assert_max_num_queries(5):
        first = renewal_worklist(by, RenewalFilters(), on=LAST, size=4)
    second = renewal_worklist(by, RenewalFilters(), on=LAST, size=4, cursor=first.page.next_cursor)
    assert refs(first) + refs(second) == [f"S-{number}" for number in range(6)]
    reprice_renewals(LAST)
    assert refs(listed()) == refs(first) + refs(second)
