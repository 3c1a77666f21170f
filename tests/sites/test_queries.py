"""What each person is told of sites, systems and organizations."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from hypothesis import given, settings
from hypothesis import strategies as st

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.data.edition_files import current_edition
from lumencare.domain.money import Money
from lumencare.domain.projectyear import project_year
from lumencare.sites import queries
from lumencare.sites.models import Contact, Organization, Site, System
from lumencare.sites.queries.lists import _ordered_for_year
from lumencare.sites.search import entry_for, remember
from lumencare.sites.windows import fill_windows
from tests.office import NOW, TODAY, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db


def windowed(at: Site, ref: str, **more: object) -> System:
    row = system(at, ref, **more)
    fill_windows(current_edition(), [row])
    row.save()
    return row


@pytest.fixture
def sales() -> User:
    return person("sales")


@pytest.fixture
def owner() -> Organization:
    return organization()


@pytest.fixture
def tower(owner: Organization) -> Site:
    row = site(owner)
    Contact.objects.create(
        site=row, name="王工", phone="+8613800138000", phone_tail="8000", created_at=NOW
    )
    return row


def test_a_site_page_holds_systems_people_and_what_is_missing(sales: User, tower: Site) -> None:
    system(tower)
    page = queries.site_page(sales, tower.pk, TODAY)
    assert [each.ref for each in page.systems] == ["S-001"]
    assert [(each.kind, each.state) for each in page.records] == [
        ("single-line-drawing", "missing"),
        ("layout-drawing", "missing"),
        ("database", "missing"),
    ]
    assert page.contacts[0].phone == "+86 138 0013 8000"


@pytest.mark.parametrize("role", ["finance", "clerk", "approver", "administrator"])
def test_a_phone_is_masked_for_who_does_not_call(role: str, tower: Site) -> None:
    page = queries.site_page(person(role), tower.pk, TODAY)
    assert page.contacts[0].phone == "138****8000"
    assert page.contacts[0].dial == ""


def test_a_system_page_says_year_cover_and_window(sales: User, tower: Site) -> None:
    row = windowed(tower, "S-001")
    page = queries.system_page(sales, row.pk, TODAY)
    assert page.summary.project_year == 1
    assert [each.parts_percent for each in page.years] == [100, 100, 0, 0, 0, 0, 0, 0]
    assert [each.is_now for each in page.years] == [True] + [False] * 7
    assert page.window.last_day == date(2027, 3, 1)
    assert page.window.days_left == (date(2027, 3, 1) - TODAY).days
    assert [str(each.total_net) for each in page.window.plans] == [
        "30000.00",
        "80000.00",
        "120000.00",
    ]
    assert [each.rule for each in page.window.afterwards] == ["PW-2"]
    assert page.summary.window_value == Money.of(80_000)


def test_a_closed_window_says_when_it_closed(sales: User, tower: Site) -> None:
    row = windowed(tower, "S-001", order_date=date(2020, 3, 1))
    page = queries.system_page(sales, row.pk, TODAY)
    assert not page.window.is_open
    assert page.window.last_day == date(2022, 3, 1)
    assert page.summary.days_left is None
    assert page.summary.window_value == Money.of(0)


def test_who_may_not_see_prices_sees_none(tower: Site) -> None:
    row = windowed(tower, "S-001", list_fen=2_000_000_00)
    page = queries.system_page(person("engineer"), row.pk, TODAY)
    assert page.comparison is None
    assert page.summary.bom is None
    assert page.summary.window_value is None
    assert page.list_amount is None
    assert [each.payments for each in page.window.plans] == [(), (), ()]
    assert page.window.days_left is not None


def test_others_sites_are_as_if_they_were_not_there(owner: Organization, tower: Site) -> None:
    row = system(tower)
    stranger = outsider(organization("别家公司"))
    assert queries.find_site(outsider(owner), tower.pk) == tower
    for find, pk in (
        (queries.find_site, tower.pk),
        (queries.find_system, row.pk),
        (queries.find_organization, owner.pk),
        (queries.find_contact, tower.contacts.get().pk),
    ):
        with pytest.raises(Http404):
            find(stranger, pk)


def test_a_partner_sees_what_the_owner_lets_them_see(tower: Site) -> None:
    installer = organization("某某集成", "partner")
    Site.objects.filter(pk=tower.pk).update(partner=installer)
    someone = outsider(installer, "partner")
    assert queries.find_site(someone, tower.pk) == tower
    assert {each.name for each in queries.visible_organizations(someone)} == {
        "某某集成",
        "滨江置业有限公司",
    }
    Site.objects.filter(pk=tower.pk).update(partner_may_see=False)
    with pytest.raises(Http404):
        queries.find_site(someone, tower.pk)


def test_nobody_without_a_role_sees_anything(tower: Site) -> None:
    with pytest.raises(NotAllowed):
        queries.find_site(person(), tower.pk)


def test_lists_are_cut_into_pages_that_meet(sales: User, tower: Site) -> None:
    for number in range(7):
        system(tower, f"S-{number:03}")
    seen, cursor = [], ""
    for _ in range(3):
        page = queries.list_systems(sales, queries.SystemFilters(), on=TODAY, cursor=cursor, size=3)
        assert page.total == 7
        seen += [each.ref for each in page.rows]
        cursor = page.next_cursor
    assert seen == [f"S-{number:03}" for number in range(7)]
    assert cursor == ""


@pytest.mark.parametrize("cursor", ["x", "!!!", "W10", "WyJhIl0", "W1tdLFtdXQ"])
def test_a_wrong_cursor_is_an_input_problem(cursor: str, sales: User, tower: Site) -> None:
    from lumencare.domain.problems import InputProblems

    with pytest.raises(InputProblems) as wrong:
        queries.list_systems(sales, queries.SystemFilters(), on=TODAY, cursor=cursor)
    assert wrong.value.problems[0].where == "cursor"


def test_lists_are_found_by_what_search_finds(sales: User, tower: Site) -> None:
    row = system(tower)
    remember([entry_for("system", row.pk, tower, row.name, row.ref)])
    for wanted, count in (("s-001", 1), ("bangonglou", 1), ("quantum 001", 1), ("athena", 0)):
        page = queries.list_systems(sales, queries.SystemFilters(q=wanted), on=TODAY)
        assert len(page.rows) == count, wanted


def test_the_worklist_puts_what_closes_first_and_weighs_most_on_top(
    sales: User, tower: Site
) -> None:
    for ref, left, bom in (
        ("far", 200, 1), ("near", 5, 1), ("near-big", 5, 9), ("month", 30, 1), ("gone", -1, 1)
    ):  # fmt: skip
        closes = TODAY + timedelta(left)
        ordered = closes.replace(year=closes.year - 2)
        windowed(tower, ref, order_date=ordered, bom_fen=bom * 100_000_00)
    found = queries.window_worklist(sales, queries.WindowFilters(), on=TODAY)
    assert [each.ref for each in found.page.rows] == ["near-big", "near", "month", "far"]
    assert [(each.closes_in, each.count) for each in found.groups] == [
        (7, 2), (30, 1), (60, 0), (90, 0), (0, 1)
    ]  # fmt: skip
    assert found.value == Money.of(8_000 * 12)
    assert found.page.total == 4
    only = queries.window_worklist(sales, queries.WindowFilters(closes_in=30), on=TODAY)
    assert [each.ref for each in only.page.rows] == ["month"]
    with pytest.raises(NotAllowed):
        queries.window_worklist(person("engineer"), queries.WindowFilters(), on=TODAY)


@pytest.mark.parametrize("count", [3, 60])
def test_lists_ask_the_database_equally_often_however_many_there_are(
    count: int, sales: User, tower: Site, django_assert_num_queries: object
) -> None:
    for number in range(count):
        windowed(tower, f"S-{number}", order_date=date(2025, 1, 1) + timedelta(number))
    _ = sales.role_set
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.list_systems(sales, queries.SystemFilters(), on=TODAY)
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.window_worklist(sales, queries.WindowFilters(), on=TODAY)
    with django_assert_num_queries(3):  # type: ignore[operator]
        queries.list_sites(sales, queries.SiteFilters(), size=50)


@settings(max_examples=60, deadline=None)
@given(
    order=st.dates(date(1995, 1, 1), date(2030, 12, 31)),
    on=st.dates(date(2010, 1, 1), date(2040, 12, 31)),
)
def test_a_project_year_is_found_by_the_same_rule_that_counts_it(order: date, on: date) -> None:
    if order > on:
        return
    year = project_year(order, on)
    for asked in (year, year + 1, max(1, year - 1)):
        wanted = dict(_ordered_for_year(asked, on).children)
        first, last = wanted["order_date__gte"], wanted.get("order_date__lte")
        inside = first <= order and (order <= last if last else order < wanted["order_date__lt"])
        assert inside is (asked == year)
