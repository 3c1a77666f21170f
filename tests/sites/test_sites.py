"""Adding and changing sites, their cities, their partners and their owners."""

from datetime import timedelta

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.data.edition_files import current_edition
from lumencare.domain.place import Verdict
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites import actions
from lumencare.sites.facts import reach_of_site
from lumencare.sites.models import OwnerChange, Site
from lumencare.sites.search import find
from tests.office import NOW, TODAY, organization, person, site, system

pytestmark = pytest.mark.django_db


@pytest.fixture
def sales() -> User:
    return person("sales")


def added(sales: User, **typed: str) -> Site:
    owner = str(organization().pk)
    return actions.add_site(
        {"name": "A 座", "owner": owner, "city": "上海", **typed}, by=sales, now=NOW
    )


@pytest.mark.parametrize(
    ("written", "kept"), [("上海", "上海市"), ("suzhou", "苏州市"), (" 昆山 ", "昆山市")]
)
def test_a_city_is_kept_by_the_name_that_the_data_has(written: str, kept: str, sales: User) -> None:
    row = added(sales, city=written)
    assert (row.city, row.city_known) == (kept, True)


def test_an_unknown_city_is_taken_only_when_it_is_said_to_be_one(sales: User) -> None:
    with pytest.raises(InputProblems) as wrong:
        added(sales, city="云上镇")
    assert [each.where for each in wrong.value.problems] == ["city"]
    owner = str(organization("另一家").pk)
    row = actions.add_site(
        {"name": "B", "owner": owner, "city": "云上镇", "city_unlisted": "on"}, by=sales, now=NOW
    )
    assert not row.city_known
    options = reach_of_site(current_edition(), row).options
    assert {each.available for each in options} == {Verdict.CONFIRM}


def test_a_place_outside_the_mainland_is_never_taken(sales: User) -> None:
    with pytest.raises(InputProblems) as wrong:
        added(sales, city="香港", city_unlisted="on")
    assert "中国大陆" in wrong.value.problems[0].allowed.zh


def test_everything_wrong_with_a_site_is_told_at_once(sales: User) -> None:
    with pytest.raises(InputProblems) as wrong:
        actions.add_site({"name": "", "owner": "77", "partner": "x", "city": ""}, by=sales, now=NOW)
    assert {each.where for each in wrong.value.problems} == {"name", "owner", "partner", "city"}


def test_an_owner_has_a_site_of_a_name_once(sales: User) -> None:
    row = added(sales)
    with pytest.raises(InputProblems) as wrong:
        actions.add_site(
            {"name": "A 座", "owner": str(row.owner_id), "city": "北京"}, by=sales, now=NOW
        )
    assert [each.where for each in wrong.value.problems] == ["name"]


def test_a_partner_is_set_and_shut_out_again(sales: User) -> None:
    row, installer = added(sales), organization("某某集成", "partner")
    typed = {"partner": str(installer.pk), "partner_may_see": "on"}
    actions.change_site(row, typed, by=sales, now=NOW)
    assert (row.partner, row.partner_may_see) == (installer, True)
    assert [each.kind for each in find(sales, "某某集成")] == ["site"]
    actions.change_site(row, {"partner": "", "partner_may_see": ""}, by=sales, now=NOW)
    assert (row.partner, row.partner_may_see) == (None, False)
    assert find(sales, "某某集成") == []


def test_a_systems_line_follows_its_sites_new_name(sales: User) -> None:
    row = added(sales)
    system(row)
    actions.change_site(row, {"name": "江景楼"}, by=sales, now=NOW)
    assert {each.kind for each in find(sales, "jjl")} == {"site", "system"}


def test_a_stale_form_is_told_what_another_changed(sales: User) -> None:
    row = added(sales)
    stale = Site.objects.get(pk=row.pk)
    actions.change_site(row, {"city": "北京"}, by=sales, now=NOW)
    with pytest.raises(Conflict) as conflict:
        actions.change_site(stale, {"city": "广州"}, by=sales, now=NOW)
    assert conflict.value.changed["city"] == ("上海市", "北京市")


def test_a_change_of_owner_keeps_both_parties_and_the_day() -> None:
    """D-18: the systems stay where they are, and so does everything that hangs on them."""
    coordinator, row, buyer = person("coordinator"), site(), organization("新业主")
    kept = system(row)
    seller = row.owner
    change = actions.change_owner(
        row, to=buyer, on=TODAY, why="转让合同 2026-01", by=coordinator, now=NOW
    )
    fresh = Site.objects.get(pk=row.pk)
    assert (fresh.owner, fresh.partner_may_see) == (buyer, False)
    assert (change.from_owner, change.to_owner, change.on) == (seller, buyer, TODAY)
    assert kept in fresh.systems.all()
    assert Entry.objects.get(action="change-owner").after["owner"] == buyer.pk


def test_a_change_of_owner_needs_another_owner_a_past_day_and_a_ground() -> None:
    coordinator, row = person("coordinator"), site()
    with pytest.raises(InputProblems) as wrong:
        actions.change_owner(
            row, to=row.owner, on=TODAY + timedelta(1), why=" ", by=coordinator, now=NOW
        )
    assert {each.where for each in wrong.value.problems} == {"to", "on", "why"}
    assert not OwnerChange.objects.exists()


def test_owners_do_not_change_before_the_last_change() -> None:
    coordinator, row, buyer = person("coordinator"), site(), organization("新业主")
    seller = row.owner
    actions.change_owner(row, to=buyer, on=TODAY, why="转让", by=coordinator, now=NOW)
    with pytest.raises(InputProblems) as wrong:
        actions.change_owner(
            row, to=seller, on=TODAY - timedelta(1), why="退回", by=coordinator, now=NOW
        )
    assert [each.where for each in wrong.value.problems] == ["on"]


def test_a_new_owner_with_a_site_of_the_name_is_told_so() -> None:
    coordinator, row, buyer = person("coordinator"), site(), organization("新业主")
    site(buyer, row.name)
    with pytest.raises(InputProblems) as wrong:
        actions.change_owner(row, to=buyer, on=TODAY, why="转让", by=coordinator, now=NOW)
    assert [each.where for each in wrong.value.problems] == ["to"]


def test_two_people_change_the_owner_at_once_and_one_is_told() -> None:
    row, first, second = site(), organization("甲"), organization("乙")
    stale = Site.objects.get(pk=row.pk)
    by = person("manager")
    actions.change_owner(row, to=first, on=TODAY, why="转让", by=by, now=NOW)
    with pytest.raises(Conflict):
        actions.change_owner(stale, to=second, on=TODAY, why="转让", by=by, now=NOW)
    assert OwnerChange.objects.count() == 1


@pytest.mark.parametrize("role", ["sales", "engineer", "finance", "customer"])
def test_only_coordinators_and_heads_change_an_owner(role: str) -> None:
    row = site()
    with pytest.raises(NotAllowed):
        actions.change_owner(
            row, to=organization("新业主"), on=TODAY, why="转让", by=person(role), now=NOW
        )


@pytest.mark.parametrize("role", ["engineer", "finance", "partner"])
def test_others_add_and_change_no_site(role: str) -> None:
    row, by = site(), person(role)
    with pytest.raises(NotAllowed):
        actions.add_site({}, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.change_site(row, {"name": "x"}, by=by, now=NOW)
