"""What each person sees of contracts, and in how many queries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404

from lumencare.contracts.actions import Use, draw, sign
from lumencare.contracts.models import Allowance
from lumencare.contracts.queries import (
    ContractFilters,
    contract_page,
    contracts_of_quote,
    contracts_of_system,
    contracts_waiting,
    count_by_state,
    find_contract,
    list_contracts,
    tag_of,
)
from lumencare.domain.money import Money
from lumencare.sites.models import Site
from lumencare.sites.search import find
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import NOW, TODAY, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db
ALL = ContractFilters()


def place(number: int) -> Site:
    return site(organization(f"置业 {number}"), name=f"项目 {number}")


def numbers(filters: ContractFilters) -> list[str]:
    return [each.number for each in list_contracts(coordinator(), filters).rows]


def test_a_list_tells_what_was_sold_and_what_is_waited_for() -> None:
    bought("part-care-plus", "service-care", of=system())
    (row,) = list_contracts(coordinator(), ALL).rows
    assert (row.number, row.state, row.owner) == ("C-2601-001", "draft", "滨江置业有限公司")
    assert [each.en for each in row.plans] == ["Part Care Plan+", "Service Care Plan"]
    assert (row.systems, row.waiting) == (("S-001",), 4)
    assert (row.net, row.gross) == (Money.of("100000"), Money.of("106000"))


def test_a_list_is_narrowed_by_words_state_plan_end_site_and_system() -> None:
    one, other = system(), system(site(organization("他山置业有限公司"), name="云台大厦"), "S-002")
    first = active("part-care-plus-annual", of=one)
    second = bought("service-care", of=other)
    assert numbers(ALL) == [second.number, first.number]
    assert numbers(ContractFilters(q="yuntai")) == [second.number]
    assert numbers(ContractFilters(q="S-001")) == [first.number]
    assert numbers(ContractFilters(q=first.number.lower())) == [first.number]
    assert numbers(ContractFilters(state="draft")) == [second.number]
    assert numbers(ContractFilters(plan="service-care")) == [second.number]
    assert numbers(ContractFilters(site=one.site_id)) == [first.number]
    assert numbers(ContractFilters(system=other.pk)) == [second.number]
    assert numbers(ContractFilters(system=other.pk, plan="part-care-plus-annual")) == []
    # The last day is 2027-03-01.
    assert numbers(ContractFilters(ends_by=date(2027, 2, 28))) == []
    assert numbers(ContractFilters(ends_by=date(2027, 3, 1))) == [first.number]
    assert count_by_state(coordinator(), ContractFilters(state="draft"))["active"] == 1


def test_a_list_goes_on_where_its_page_ended() -> None:
    for number in range(3):
        bought(
            "part-care-plus",
            of=system(site(organization(f"置业 {number}"), name=f"项目 {number}"), f"S-{number}"),
        )
    first = list_contracts(coordinator(), ALL, size=2)
    second = list_contracts(coordinator(), ALL, cursor=first.next_cursor, size=2)
    assert [each.number for each in (*first.rows, *second.rows)] == [
        "C-2601-003",
        "C-2601-002",
        "C-2601-001",
    ]


def test_a_system_and_a_quote_lead_to_their_contracts() -> None:
    one = system()
    contract = active("part-care-plus", of=one)
    assert [each.number for each in contracts_of_system(coordinator(), one.pk)] == [contract.number]
    assert contracts_of_quote(coordinator(), "Q-2601-001") == (contract.number,)
    assert contracts_waiting(coordinator()).rows == ()


def test_people_outside_see_the_contracts_of_their_own_sites() -> None:
    contract = active("part-care-plus", of=system())
    owner = outsider(contract.site.owner)
    stranger = outsider(organization("另一家有限公司"))
    page = contract_page(owner, contract.number, NOW)
    assert (page.net, page.trail, page.can) == (Money.of("80000"), (), frozenset())
    assert [each.key for each in find(owner, contract.number)] == [contract.number]
    assert list_contracts(stranger, ALL).rows == ()
    assert find(stranger, contract.number) == []
    with pytest.raises(Http404):
        contract_page(stranger, contract.number, NOW)


def test_amounts_are_for_those_who_see_prices() -> None:
    contract = active("service-care", "onsite-programming*2", of=system())
    page = contract_page(person("engineer"), contract.number, NOW)
    (row,) = list_contracts(person("clerk"), ALL).rows
    assert (page.net, page.gross, page.payments, row.net, row.gross) == (None, None, (), None, None)
    assert not any((each.net, each.bom, each.formula) != (None, None, "") for each in page.lines)
    assert all(term.net is None for each in page.lines for term in each.terms)
    assert page.can == {"draw"}
    assert "29,600" not in repr(page)
    assert "2960000" not in repr(page)


def test_a_page_proves_its_prices_and_says_where_its_days_lie() -> None:
    contract = active("technology-support:2,3,4", of=system())
    page = contract_page(coordinator(), contract.number, noon(date(2027, 6, 1)))
    (line,) = page.lines
    assert (line.rule, line.vat_percent, line.bom) == ("TS-1", "6", Money.of("1000000"))
    assert line.formula
    assert line.quote == "Q-2601-001"
    assert [(each.project_year, each.standing.value) for each in line.terms] == [
        (2, "over"),
        (3, "running"),
        (4, "ahead"),
    ]
    assert page.last_day == date(2029, 3, 1)


def test_what_is_not_in_force_waits_with_what_it_waits_for() -> None:
    contract = bought("service-care", of=system())
    page = contract_page(coordinator(), contract.number, NOW)
    assert page.can == {"sign", "meet"}
    assert next(each.kind for each in page.waiting) == "signature"
    assert page.lines[0].terms[0].standing.value == "waiting"
    ways = {each.kind: [way for way, _ in each.ways] for each in page.conditions}
    assert ways["signature"] == []
    assert ways["database"] == ["there", "not-applicable", "collection"]


def test_payments_are_due_overdue_and_paid() -> None:
    contract = active("technology-support:2,3,4", of=system())
    contract.payments.filter(due_on=date(2027, 3, 2)).update(paid_fen=10_000_00)
    page = contract_page(coordinator(), contract.number, noon(date(2027, 3, 12)))
    late, ahead = page.payments
    assert (late.standing.value, late.days_late, late.project_year) == ("overdue", 10, 3)
    assert (late.gross, late.paid, late.left) == tuple(map(Money.of, ("34980", "10000", "24980")))
    assert ahead.standing.value == "ahead"
    before = contract_page(coordinator(), contract.number, noon(date(2027, 2, 10)))
    assert before.payments[0].standing.value == "due-soon"


def test_the_chain_of_paid_years_says_what_is_next_and_when_it_broke() -> None:
    """PA-3, D-15: year 3 begins on 2027-03-02; the last day to renew is the one before."""
    contract = active("part-care-plus-annual", of=system())
    (chain,) = contract_page(coordinator(), contract.number, NOW).chains
    assert (chain.next_year, chain.renew_by) == (3, date(2027, 3, 1))
    assert [each.state.value for each in chain.years[:4]] == ["paid", "paid", "next", "later"]
    after = contract_page(coordinator(), contract.number, noon(date(2027, 3, 2)))
    (broken,) = after.chains
    assert (broken.lapsed_on, broken.years[2].state.value) == (date(2027, 3, 2), "missed")
    assert {each.state.value for each in broken.years[3:]} == {"lost"}


def test_a_renewal_names_the_line_that_it_follows() -> None:
    one = system()
    active("part-care-plus-annual", of=one)
    contract = active("part-care-plus-annual", of=one, now=noon(date(2027, 2, 1)))
    first, second = contract_page(coordinator(), contract.number, NOW).lines
    assert first.after is not None
    assert second.before is not None
    assert (first.after.position, second.before.position) == (2, 1)
    assert second.before.contract == contract.number


def test_cover_by_year_is_that_of_the_system() -> None:
    contract = active("part-care-plus", of=system())
    (found,) = contract_page(coordinator(), contract.number, NOW).covers
    assert [each.parts_percent for each in found.cover.years] == [100] * 8


def test_its_tag_changes_with_every_change() -> None:
    contract = active("service-care", of=system())
    tag = tag_of(contract)
    draw(
        Allowance.objects.first() or Allowance(),
        Use(5, TODAY, "巡检", "k"),
        by=coordinator(),
        now=NOW,
    )
    assert tag_of(contract) != tag


@pytest.mark.parametrize("count", [1, 4])
def test_a_list_takes_as_many_queries_for_many_as_for_one(
    count: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(count):
        bought(
            "part-care-plus",
            of=system(site(organization(f"置业 {number}"), name=f"项目 {number}"), f"S-{number}"),
        )
    user = coordinator()
    with django_assert_max_num_queries(6):
        list_contracts(user, ALL)


def test_a_page_takes_few_queries(django_assert_max_num_queries: Callable[..., Any]) -> None:
    one = system()
    active("part-care-plus", "service-care", "24h", "onsite-programming*3", of=one)
    contract = find_contract(coordinator(), "C-2601-001")
    for each in contract.allowances.all():
        draw(each, Use(1, TODAY, "使用", "k"), by=coordinator(), now=NOW)
    user = coordinator()
    with django_assert_max_num_queries(24):
        contract_page(user, contract.number, NOW)


def test_a_signed_one_waits_for_its_documents() -> None:
    contract = bought("service-care", of=system())
    sign(contract, signed_on=TODAY, signed_by="王建国", by=coordinator(), now=NOW)
    (row,) = contracts_waiting(coordinator()).rows
    assert (row.state, row.waiting, row.signed_on) == ("signed", 3, TODAY)
    assert contract_page(coordinator(), row.number, NOW + timedelta(days=1)).can == {"meet"}
