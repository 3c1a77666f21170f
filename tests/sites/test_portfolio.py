"""Importing a portfolio: a dry run that tells everything, then all of it or nothing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites import actions
from lumencare.sites.actions import PortfolioPreview
from lumencare.sites.facts import latest_lines, request_of
from lumencare.sites.models import BomSnapshot, HeldPlan, Organization, SearchEntry, Site, System
from lumencare.sites.search import find
from lumencare.sites.uploads import Upload
from tests.exchange.portfolio_files import line, write_portfolio
from tests.exchange.portfolio_files import system as office
from tests.office import NOW, person

pytestmark = pytest.mark.django_db
Look = Callable[..., PortfolioPreview]
PRICE, LIST = "post-sales unit price", "list unit price"


def villa(**changes: Any) -> dict[str, Any]:
    """Return a second row: a villa whose amounts are those of its parts."""
    own = {
        "ref": "S-2", "project": "江畔别墅", "customer": "王先生", "city": "上海",
        "system type": "HWQS", "class": "HWQS8", "start-up": "", "order date": "2025-01-05",
        "BOM amount": "", "list-price amount": "", "plans": "", "options": "",
    }  # fmt: skip
    return office(**{**own, **changes})


def part(**changes: Any) -> dict[str, Any]:
    return line(**{"ref": "S-2", "quantity": 2, PRICE: 150_000, LIST: 200_000, **changes})


@pytest.fixture
def sales() -> User:
    return person("sales")


@pytest.fixture
def look(tmp_path: Path, sales: User) -> Look:
    def preview(
        *rows: dict[str, Any], lines: tuple[dict[str, Any], ...] = (), **more: Any
    ) -> PortfolioPreview:
        path = write_portfolio(tmp_path / "清单.xlsx", *rows, lines=lines)
        upload = Upload("清单.xlsx", BytesIO(path.read_bytes()))
        return actions.preview_portfolio(upload, by=sales, now=NOW, **more)

    return preview


def apply(found: PortfolioPreview, by: User) -> Any:
    return actions.import_portfolio(
        found.sha256,
        fingerprint=found.fingerprint,
        cities_may_be_unlisted=found.cities_may_be_unlisted,
        by=by,
        now=NOW,
    )


def test_a_look_tells_everything_and_keeps_nothing(look: Look) -> None:
    found = look(office(), villa(), lines=(part(),))
    assert found.may_be_imported
    assert found.new_owners == ("示例置业有限公司", "王先生")
    assert [(each.name, each.city) for each in found.new_sites] == [
        ("滨江办公楼", "苏州市"),
        ("江畔别墅", "上海市"),
    ]
    assert [each.ref for each in found.new_systems] == ["S-1", "S-2"]
    assert (found.part_lines, found.with_choices, found.unchanged) == (1, 1, 0)
    assert not Organization.objects.exists()
    assert not System.objects.exists()


def test_everything_is_imported_with_its_trail_its_search_and_its_windows(
    look: Look, sales: User
) -> None:
    done = apply(look(office(), villa(), lines=(part(),)), sales)
    assert (done.owners, done.sites, done.systems, done.changed) == (2, 2, 2, 0)
    tower, house = System.objects.order_by("ref")
    assert (tower.bom_fen, tower.list_fen, tower.start_up_stated) == (100000000, 130000000, True)
    assert (house.bom_fen, house.list_fen, house.start_up_stated) == (30000000, 40000000, False)
    assert [each.unit_price.fen for each in latest_lines(house)] == [15000000]
    assert request_of(house).project == "江畔别墅"
    assert (str(house.window_ends_on), house.window_value_fen) == ("2027-01-05", 1500000)
    assert {each.kind for each in find(sales, "bjbgl")} == {"site", "system"}
    assert SearchEntry.objects.count() == 6
    kinds = [each.kind for each in Entry.objects.filter(action="add", why="清单.xlsx")]
    assert sorted(kinds) == sorted(
        ["sites.organization", "sites.site", "sites.system"] * 2 + ["sites.bomsnapshot"]
    )


def test_the_same_file_again_changes_nothing(look: Look, sales: User) -> None:
    rows, lines = (office(), villa()), (part(), part(**{PRICE: 0.5, LIST: 0}))
    apply(look(*rows, lines=lines), sales)
    entries = Entry.objects.count()
    again = look(*rows, lines=lines)
    assert not again.may_be_imported
    assert (again.unchanged, again.differences, again.new_owners) == (2, (), ())
    done = apply(again, sales)
    assert (done.systems, done.changed, done.unchanged) == (0, 0, 2)
    assert Entry.objects.count() == entries
    assert BomSnapshot.objects.count() == 1


def test_what_differs_is_shown_and_applied(look: Look, sales: User) -> None:
    apply(look(office(), villa(), lines=(part(),)), sales)
    changed = look(
        office(city="杭州", **{"order date": "2025-11-01"}),
        villa(ref="ｓ-2"),
        lines=(part(quantity=3), part(**{"part number": "NEW", PRICE: 10, LIST: ""})),
    )
    assert [(each.kind, sorted(each.changes)) for each in changed.differences] == [
        ("site", ["city"]),
        ("system", ["order_date"]),
        ("system", ["bom_fen", "list_fen"]),
    ]
    bom = changed.differences[2].bom
    assert bom is not None
    assert [each.kind for each in bom.changes] == ["changed", "added"]
    assert apply(changed, sales).changed == 3
    tower, house = System.objects.order_by("ref")
    assert (tower.site.city, str(tower.window_ends_on)) == ("杭州市", "2027-11-01")
    assert (house.bom_fen, house.list_fen, house.window_value_fen) == (45002000, None, 2250100)
    assert [each.number for each in house.bom_snapshots.order_by("number")] == [1, 2]
    assert house.bom_snapshots.get(number=2).replaced_fen == 30000000
    trail = Entry.objects.filter(action="import")
    assert {each.kind for each in trail} == {"sites.site", "sites.system"}


def test_a_later_file_leaves_blank_what_was_known(look: Look, sales: User) -> None:
    apply(look(office()), sales)
    again = look(office(**{"start-up": "", "list-price amount": ""}))
    assert again.differences == ()


def test_all_problems_are_told_at_once_and_nothing_is_imported(look: Look, sales: User) -> None:
    found = look(
        office(city="云上镇"),
        villa(ref="S-1", **{"class": "9Y"}),
        office(ref="S-3", **{"order date": "2027-01-01"}),
    )
    assert [each.where for each in found.problems] == [
        "systems!D2",
        "systems!A3",
        "systems!F3",
        "systems!I3",
        "systems!H4",
    ]
    with pytest.raises(InputProblems) as wrong:
        apply(found, sales)
    assert len(wrong.value.problems) == 5
    assert not Organization.objects.exists()


def test_an_unknown_city_is_taken_only_when_it_is_said_to_be_one(look: Look, sales: User) -> None:
    found = look(office(city="云上镇", options=""), cities_may_be_unlisted=True)
    assert [(each.city, each.city_known) for each in found.new_sites] == [("云上镇", False)]
    apply(found, sales)
    assert not Site.objects.get().city_known
    assert look(office(city="香港"), cities_may_be_unlisted=True).problems


def test_a_reference_of_another_site_or_owner_is_a_problem(look: Look, sales: User) -> None:
    apply(look(office()), sales)
    found = look(office(customer="新业主"))
    assert [each.where for each in found.problems] == ["systems!C2"]
    found = look(office(project="改名大厦"))
    assert [each.where for each in found.problems] == ["systems!B2"]
    assert "滨江办公楼" in found.problems[0].allowed.zh


def test_two_cities_for_one_site_are_a_problem(look: Look) -> None:
    found = look(office(), office(ref="S-9", city="上海"))
    assert [each.where for each in found.problems] == ["systems!D3"]


def test_an_amount_against_the_list_that_holds_is_a_problem(look: Look, sales: User) -> None:
    apply(look(villa(), lines=(part(),)), sales)
    assert look(villa(**{"BOM amount": 300_000})).problems == ()
    found = look(villa(**{"BOM amount": 310_000}))
    assert [each.where for each in found.problems] == ["systems!I2"]


def test_what_others_change_after_the_look_stops_the_import(look: Look, sales: User) -> None:
    apply(look(office()), sales)
    found = look(office(city="杭州"), villa(), lines=(part(),))
    by = person("manager")
    actions.change_site(Site.objects.get(), {"address": "江边 1 号"}, by=by, now=NOW)
    with pytest.raises(Conflict):
        apply(found, sales)
    assert System.objects.count() == 1
    assert Site.objects.get().city == "苏州市"


def test_what_others_add_after_the_look_stops_the_import(look: Look, sales: User) -> None:
    found = look(office())
    Organization.objects.create(kind="end-user", name="示例置业有限公司", created_at=NOW)
    with pytest.raises(Conflict):
        apply(found, sales)
    assert not System.objects.exists()


def test_a_site_of_an_owner_who_is_there_is_added_to_them(look: Look, sales: User) -> None:
    apply(look(office()), sales)
    done = apply(look(office(ref="S-5", project="二期")), sales)
    assert (done.owners, done.sites, done.systems) == (0, 1, 1)
    assert Organization.objects.get().owned_sites.count() == 2


@pytest.mark.parametrize("role", ["engineer", "finance", "approver", "customer"])
def test_others_import_nothing(role: str, look: Look) -> None:
    found, by = look(office()), person(role)
    with pytest.raises(NotAllowed):
        apply(found, by)
    with pytest.raises(NotAllowed):
        actions.preview_portfolio(Upload("a.xlsx", BytesIO(b"")), by=by, now=NOW)


def test_what_a_contract_rests_on_is_not_changed_by_an_import(look: Look, sales: User) -> None:
    """D-17: order date, class and start-up of a system with a plan change on its contract."""
    apply(look(office()), sales)
    HeldPlan.objects.create(
        system=System.objects.get(), code="service-care", source="C-1",
        bought_on=date(2026, 1, 15), starts_on=date(2026, 1, 15), ends_on=date(2027, 1, 15),
    )  # fmt: skip
    assert look(office(city="杭州")).may_be_imported
    changed = {"order date": "2025-11-02", "class": "HWQS8", "start-up": "partner"}
    found = look(office(**changed))
    told = [(each.given, "on the contract" in each.allowed.en) for each in found.problems]
    assert told == [("2025-11-02", True), ("HWQS8", True), ("partner", True)]
    assert len({each.where for each in found.problems}) == 3
    with pytest.raises(InputProblems):
        apply(found, sales)
