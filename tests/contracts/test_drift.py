"""Drift of the hardware as built against what running plans were priced on (D-13)."""

from datetime import timedelta

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from lumencare.accounts.rights import NotAllowed
from lumencare.contracts.queries.drift import (
    SystemDrift,
    drift_of_contract,
    drift_of_system,
    list_drift,
)
from lumencare.sites import actions
from lumencare.sites.models import System
from tests.contracts.contracts import active, bought, coordinator
from tests.contracts.drift import MORE, PANEL, listed
from tests.office import NOW, TODAY, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db


def only(found: tuple[SystemDrift, ...]) -> SystemDrift:
    (one,) = found
    return one


def test_parts_are_compared_with_the_list_that_was_priced() -> None:
    """D-13: what is on no covered list is named with how many of it."""
    one = listed(system())
    contract = active("part-care-plus", of=one)
    assert drift_of_contract(coordinator(), contract.number, TODAY) == ()
    listed(one, *MORE)
    found = only(drift_of_contract(coordinator(), contract.number, TODAY))
    (line,) = found.lines
    assert (str(line.contracted), str(line.as_built)) == ("500050.00", "595065.00")
    assert line.parts is not None
    assert [(each.kind, each.part.part_number) for each in line.parts.changes] == [
        ("changed", "KP-4"),
        ("added", "SR-9"),
    ]
    assert (line.list_number, found.list_number) == (1, 2)
    assert found.uncovered is not None
    assert [(each.part.part_number, each.quantity) for each in found.uncovered] == [
        ("KP-4", 30),
        ("SR-9", 10),
    ]
    assert line.price.now is not None
    assert str(line.price.now.difference) == "7601.20"


def test_a_part_that_another_running_plan_covers_is_covered() -> None:
    """D-13"""
    one = listed(system())
    first = active("part-care-plus", of=one)
    listed(one, *MORE)
    active("service-care", of=System.objects.get(pk=one.pk))
    found = only(drift_of_contract(coordinator(), first.number, TODAY))
    assert found.uncovered == ()
    assert [each.contract for each in found.lines] == [first.number]


def test_a_list_of_the_same_amount_with_other_parts_is_drift() -> None:
    one = listed(system())
    active("part-care-plus", of=one)
    listed(one, ("QP-2", "主控", 2, 100_000, 150_000), PANEL)
    found = only(drift_of_system(coordinator(), one.pk, TODAY))
    assert not found.lines[0].amount
    assert [each.part.part_number for each in found.uncovered or ()] == ["QP-2"]
    assert list_drift(coordinator(), TODAY).total == 0


def test_where_only_a_total_was_priced_amounts_are_told_alone() -> None:
    one = system()
    active("part-care-plus", of=one)
    listed(one)
    found = only(drift_of_system(coordinator(), one.pk, TODAY))
    (line,) = found.lines
    assert (line.parts, line.list_number, found.uncovered) == (None, None, None)
    assert str(line.amount) == "-499950.00"


def test_a_list_taken_back_since_is_still_what_was_priced() -> None:
    one = listed(system())
    active("part-care-plus", of=one)
    snapshot = one.bom_snapshots.get()
    actions.undo_bom(snapshot, why="错误", by=coordinator(), now=NOW)
    found = only(drift_of_system(coordinator(), one.pk, TODAY))
    assert (found.lines[0].list_number, found.list_number) == (1, None)
    assert str(found.lines[0].amount) == "499950.00"


def test_what_does_not_run_has_no_drift() -> None:
    one = listed(system())
    contract = bought("service-care", of=one)
    listed(one, *MORE)
    assert drift_of_contract(coordinator(), contract.number, TODAY) == ()


def test_only_those_with_prices_see_it_and_each_their_own() -> None:
    owner = organization("滨江")
    one = listed(system(site(owner)))
    contract = active("part-care-plus", of=one)
    listed(one, *MORE)
    assert list_drift(outsider(owner), TODAY).total == 1
    stranger = outsider(organization("他山"))
    assert list_drift(stranger, TODAY).total == 0
    assert drift_of_system(stranger, one.pk, TODAY) == ()
    with pytest.raises(Http404):
        drift_of_contract(stranger, contract.number, TODAY)
    for ask in (
        lambda: list_drift(person("engineer"), TODAY),
        lambda: drift_of_system(person("support"), one.pk, TODAY),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_a_page_takes_as_many_queries_for_many_as_for_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        where = site(organization(f"业主 {number}"), name=f"项目 {number}")
        one = listed(system(where, f"S-{number}"))
        active("part-care-plus", of=one)
        listed(one, *MORE, ("X", "其他", number + 1, 1_000, 1_000))
    user = coordinator()
    with django_assert_max_num_queries(5):
        page = list_drift(user, TODAY, size=2)
    assert [each.system_ref for each in page.rows] == ["S-2", "S-1"]
    rest = list_drift(user, TODAY + timedelta(1), size=2, cursor=page.next_cursor)
    assert [each.system_ref for each in rest.rows] == ["S-0"]
    assert rest.next_cursor == ""
