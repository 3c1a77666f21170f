"""Adding, changing and retiring systems."""

from datetime import date, timedelta

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites import actions
from lumencare.sites.facts import request_of
from lumencare.sites.models import System
from lumencare.sites.search import find
from tests.office import NOW, TODAY, person, site

pytestmark = pytest.mark.django_db
TYPED = {
    "ref": "Ｓ-100",
    "name": "Athena 办公楼",
    "system_type": "Athena",
    "warranty_class": "1Y",
    "order_date": "2025-06-30",
    "bom": "500,000",
}


@pytest.fixture
def sales() -> User:
    return person("sales")


@pytest.fixture
def row(sales: User) -> System:
    return actions.add_system(site(), TYPED, by=sales, now=NOW)


def wrong_fields(wrong: pytest.ExceptionInfo[InputProblems]) -> set[str]:
    return {each.where for each in wrong.value.problems}


def test_a_system_is_added_with_its_window_and_found(sales: User, row: System) -> None:
    kept = System.objects.get()
    assert (kept.ref, kept.bom_fen, kept.list_fen) == ("S-100", 500_000_00, None)
    assert (kept.start_up, kept.start_up_stated) == ("partner", False)
    assert (kept.window_ends_on, kept.window_value_fen) == (date(2026, 6, 30), 45_000_00)
    assert [each.kind for each in find(sales, "s-100")] == ["system"]
    assert Entry.objects.get().after["bom_fen"] == 500_000_00


def test_a_quotation_can_be_asked_for_it(row: System) -> None:
    request = request_of(row)
    assert (request.project, request.customer, request.city) == (
        "滨江中心 A 座",
        "滨江置业有限公司",
        "上海市",
    )
    assert request.bom_lines == ()
    assert not request.start_up_stated


def test_everything_wrong_with_a_system_is_told_at_once(sales: User) -> None:
    typed = {
        "warranty_class": "3Y",
        "order_date": (TODAY + timedelta(1)).isoformat(),
        "bom": "0",
        "list_amount": "viel",
        "start_up": "nobody",
    }
    with pytest.raises(InputProblems) as wrong:
        actions.add_system(site(), typed, by=sales, now=NOW)
    assert wrong_fields(wrong) == {
        *("ref", "name", "system_type", "warranty_class"),
        *("order_date", "bom", "list_amount", "start_up"),
    }


@pytest.mark.parametrize("ref", ["S-100", "s-100", "Ｓ-100 "])
def test_a_reference_stands_once(ref: str, row: System, sales: User) -> None:
    with pytest.raises(InputProblems) as wrong:
        actions.add_system(row.site, {**TYPED, "ref": ref}, by=sales, now=NOW)
    assert wrong_fields(wrong) == {"ref"}


@pytest.mark.parametrize("typed", [{"order_date": "2024-06-30"}, {"warranty_class": "2Y"}])
def test_what_rules_rest_on_changes_with_a_reason_only(
    typed: dict[str, str], row: System, sales: User
) -> None:
    with pytest.raises(InputProblems) as wrong:
        actions.change_system(row, typed, by=sales, now=NOW)
    assert wrong_fields(wrong) == {"why"}
    actions.change_system(row, typed, by=sales, now=NOW, why="合同更正")
    entry = Entry.objects.get(action="change")
    assert entry.why == "合同更正"
    assert set(entry.after) >= set(typed) | {"window_ends_on"}


def test_the_window_follows_the_order_date_and_the_class(row: System, sales: User) -> None:
    actions.change_system(row, {"order_date": "2024-01-15"}, by=sales, now=NOW, why="更正")
    assert row.window_ends_on == date(2025, 1, 15)
    actions.change_system(row, {"warranty_class": "HWQS8"}, by=sales, now=NOW, why="更正")
    kept = System.objects.get()
    assert (kept.window_ends_on, kept.window_value_fen) == (date(2026, 1, 15), 25_000_00)


def test_nothing_is_written_where_nothing_changes(row: System, sales: User) -> None:
    actions.change_system(row, dict(TYPED), by=sales, now=NOW)
    assert System.objects.get().version == 1
    assert Entry.objects.count() == 1


def test_of_two_people_one_wins(row: System, sales: User) -> None:
    stale = System.objects.get(pk=row.pk)
    actions.change_system(row, {"bom": "600000"}, by=sales, now=NOW)
    with pytest.raises(Conflict) as conflict:
        actions.change_system(stale, {"bom": "700000"}, by=sales, now=NOW)
    assert conflict.value.changed["bom_fen"] == (500_000_00, 600_000_00)


def test_a_system_retires_and_comes_back(row: System, sales: User) -> None:
    with pytest.raises(InputProblems) as wrong:
        actions.retire_system(row, on=TODAY + timedelta(1), why="", by=sales, now=NOW)
    assert wrong_fields(wrong) == {"on", "why"}
    actions.retire_system(row, on=TODAY, why="拆除", by=sales, now=NOW)
    assert System.objects.get().retired_on == TODAY
    actions.return_system_to_use(row, why="误报", by=sales, now=NOW)
    assert System.objects.get().retired_on is None


@pytest.mark.parametrize("role", ["engineer", "finance", "customer"])
def test_others_add_change_and_retire_nothing(role: str, row: System) -> None:
    by = person(role)
    with pytest.raises(NotAllowed):
        actions.add_system(row.site, {**TYPED, "ref": "S-2"}, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.change_system(row, {"name": "x"}, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.retire_system(row, on=TODAY, why="x", by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.return_system_to_use(row, why="x", by=by, now=NOW)
