"""Leads to System Care: one at a time, with reasons, never forgotten, ended with words."""

from datetime import timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.claims.models import Claim
from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.lifecycle import actions
from lumencare.lifecycle.models import Lead
from lumencare.lifecycle.queries import (
    LeadFilters,
    find_lead,
    lead_facts,
    lead_of_claim,
    leads_due,
    list_leads,
    live_lead_of,
)
from tests.claims.claims import asked, faulty, part
from tests.lifecycle.lives import LEAD, keeper, lead, old_system, seller
from tests.office import NOW, TODAY, outsider, person, system

pytestmark = pytest.mark.django_db
TOMORROW = (TODAY + timedelta(days=1)).isoformat()


def test_a_lead_keeps_the_reasons_of_its_day() -> None:
    """SY-1."""
    row = lead(why="客户要求用 App 控制")
    found = lead_facts(seller(), row.number)
    assert found.number == "L-2601-001"
    assert (found.owner, found.next_on, found.state) == ("销售甲", TODAY, "open")
    assert [each.kind for each in found.reasons] == ["asked", "old", "old"]
    assert {each.rule for each in found.reasons} == {"SY-1", "G-4"}
    assert Entry.objects.filter(kind="lifecycle.lead", key=str(row.pk)).count() == 2


def test_a_system_has_one_lead_at_a_time() -> None:
    row = old_system()
    first = lead(row)
    with pytest.raises(Conflict, match=first.number):
        lead(row)
    actions.move_lead(first, LeadState.LOST, {"lost_reason": "budget"}, by=seller(), now=NOW)
    second = lead(row)
    with pytest.raises(Conflict, match=second.number):
        actions.move_lead(first, LeadState.OPEN, {}, by=seller(), now=NOW)


def test_a_system_that_is_fine_needs_a_reason_of_ones_own() -> None:
    fine = system(system_type="Athena")
    with pytest.raises(InputProblems) as refused:
        lead(fine)
    assert [each.where for each in refused.value.problems] == ["why"]
    assert lead(fine, why="客户提出").reasons.count() == 1
    assert Lead.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"next_on": "2026-01-14"}, "next_on"),
        ({"next_on": ""}, "next_on"),
        ({"owner": "999999"}, "owner"),
        ({"owner": "1; DROP"}, "owner"),
        ({"next_step": "x" * 301}, "next_step"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(typed: dict[str, str], where: str) -> None:
    with pytest.raises(InputProblems) as refused:
        lead(**typed)
    assert [each.where for each in refused.value.problems] == [where]
    assert not Lead.objects.exists()


def test_only_who_may_follow_leads_owns_one() -> None:
    row, engineer, other = lead(), person("engineer"), keeper()
    with pytest.raises(InputProblems):
        actions.change_lead(row, {"owner": str(engineer.pk)}, by=seller(), now=NOW)
    actions.change_lead(row, {"owner": str(other.pk), "next_on": TOMORROW}, by=seller(), now=NOW)
    assert lead_facts(seller(), row.number).owner == other.name


def test_a_stale_change_conflicts() -> None:
    row = lead()
    stale = find_lead(seller(), row.number)
    actions.change_lead(row, {"next_step": "写信"}, by=seller(), now=NOW)
    with pytest.raises(Conflict):
        actions.change_lead(stale, {"next_step": "拜访"}, by=keeper(), now=NOW)


def test_a_lead_is_due_on_its_day_for_its_owner_alone() -> None:
    lead(next_on=TOMORROW)
    assert leads_due(seller(), TODAY, most=5) == (0, ())
    total, rows = leads_due(seller(), TODAY + timedelta(days=1), most=5)
    assert (total, len(rows)) == (1, 1)
    assert leads_due(keeper(), TODAY + timedelta(days=9), most=5)[0] == 0


def test_a_lost_lead_says_why_and_can_be_taken_up_again() -> None:
    """SY-1: losses can be counted."""
    row = lead()
    with pytest.raises(InputProblems):
        actions.move_lead(row, LeadState.LOST, {"lost_reason": "mood"}, by=seller(), now=NOW)
    typed = {"lost_reason": "competitor", "why": "选择了其他品牌"}
    actions.move_lead(row, LeadState.LOST, typed, by=seller(), now=NOW)
    found = lead_facts(seller(), row.number)
    assert found.lost_name is not None
    assert (found.lost_name.en, found.can, found.next_on) == (
        "Chose another make",
        ("open",),
        None,
    )
    with pytest.raises(Conflict):
        actions.change_lead(row, LEAD, by=seller(), now=NOW)
    actions.move_lead(row, LeadState.OPEN, {}, by=seller(), now=NOW + timedelta(days=30))
    again = lead_facts(seller(), row.number)
    assert again.next_on == TODAY + timedelta(days=30)
    assert (again.lost_reason, again.lives) == ("", True)


def test_a_won_lead_stays_won() -> None:
    row = lead()
    actions.move_lead(row, LeadState.PROPOSAL, {}, by=seller(), now=NOW)
    actions.move_lead(row, LeadState.WON, {}, by=seller(), now=NOW)
    with pytest.raises(Refused):
        actions.move_lead(row, LeadState.OPEN, {}, by=seller(), now=NOW)


def test_a_claim_that_cannot_be_supplied_makes_a_lead_or_joins_one() -> None:
    """SY-1: an obsolete part leads to System Care."""
    part("OLD-1", state="obsolete")
    row = old_system()
    claim = asked(faulty(row, "2026-01-15 10:00"), part_number="OLD-1")
    Claim.objects.filter(pk=claim.pk).update(lead="open")
    claim.refresh_from_db()
    made = actions.lead_from_claim(claim, by=seller(), now=NOW)
    claim.refresh_from_db()
    assert claim.lead == "taken"
    assert lead_of_claim(seller(), claim.pk) == made.number
    assert lead_facts(seller(), made.number).reasons[0].kind == "claim"
    with pytest.raises(Conflict):
        actions.lead_from_claim(claim, by=seller(), now=NOW)
    found = live_lead_of(seller(), row.pk)
    assert found is not None
    assert found.number == made.number


def test_lists_tell_what_lives_from_what_ended() -> None:
    row = lead()
    assert list_leads(seller(), LeadFilters()).total == 1
    assert list_leads(seller(), LeadFilters(q=row.number)).total == 1
    actions.move_lead(row, LeadState.LOST, {"lost_reason": "price"}, by=seller(), now=NOW)
    assert list_leads(seller(), LeadFilters()).total == 0
    assert list_leads(seller(), LeadFilters(state="ended")).total == 1


def test_who_may_not_is_refused() -> None:
    row = lead()
    engineer, finance = person("engineer"), person("finance")
    for who in (engineer, finance, outsider(row.system.site.owner)):
        with pytest.raises(NotAllowed):
            actions.change_lead(row, {"next_step": "x"}, by=who, now=NOW)
        with pytest.raises(NotAllowed):
            actions.make_lead(row.system, LEAD, by=who, now=NOW)
    with pytest.raises(NotAllowed):
        list_leads(outsider(row.system.site.owner, "partner"), LeadFilters())
