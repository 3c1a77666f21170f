"""A lead goes the way of its system's proposal: drafted, issued, lost, begun anew, accepted."""

from datetime import timedelta
from typing import Any

import pytest

from lumencare.audit.models import Entry
from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.lifecycle import actions
from lumencare.lifecycle.models import Lead
from lumencare.upgrades.actions import Loss, issue, lose, revise
from lumencare.upgrades.models import ProposalVersion
from tests.handovers.handovers import accepted, offered
from tests.lifecycle.lives import lead as make_lead
from tests.office import NOW, TODAY, system
from tests.upgrades.proposals import draft, seller, sent

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def led() -> Lead:
    """Return a lead of a system that has no proposal yet."""
    return make_lead(system(), why="客户提出")


def told(lead: Lead) -> list[Any]:
    """Return what the trail says was done to a lead, in order."""
    entries = Entry.objects.filter(kind="lifecycle.lead", key=str(lead.pk)).order_by("pk")
    return [each.action for each in entries if each.action.startswith("lead-")]


def state_of(lead: Lead) -> str:
    """Return where a lead stands now."""
    lead.refresh_from_db()
    return lead.state


def test_a_lead_becomes_a_proposal_with_the_first_draft() -> None:
    """SY-1."""
    lead = led()
    version = draft()
    assert (state_of(lead), told(lead)) == ("proposal", ["lead-proposal"])
    assert (lead.next_on >= TODAY, lead.next_step) == (True, "打电话")
    entry = Entry.objects.filter(kind="lifecycle.lead", action="lead-proposal").get()
    assert version.proposal.number in entry.why
    issue(version, by=seller(), now=NOW)
    assert told(lead) == ["lead-proposal"], "it is told once"


def test_a_lead_that_was_made_after_the_draft_follows_when_it_is_issued() -> None:
    version = draft()
    lead = make_lead(version.proposal.system, why="客户提出")
    assert state_of(lead) == "open"
    version = issue(version, by=seller(), now=NOW)
    assert state_of(lead) == "proposal"
    actions.move_lead(lead, LeadState.OPEN, {}, by=seller(), now=NOW)
    sent(version)
    assert state_of(lead) == "proposal"


def test_the_lead_goes_all_the_way_to_won() -> None:
    """SY-1."""
    lead = led()
    accepted(offered())
    assert (state_of(lead), told(lead)) == ("won", ["lead-proposal", "lead-won"])
    assert (lead.next_on, lead.next_step) == (None, "")


def test_a_lost_proposal_that_is_revised_opens_its_lead_again() -> None:
    lead = led()
    version = lose(offered(), Loss("budget", "明年再议"), by=seller(), now=NOW)
    assert (state_of(lead), lead.lost_reason) == ("lost", "budget")
    revise(version, by=seller(), now=NOW)
    assert state_of(lead) == "proposal"
    assert (lead.lost_reason, lead.ended_why, lead.ended_at) == ("", "", None)
    assert lead.next_on == TODAY
    assert ProposalVersion.objects.count() == 2


def test_a_lead_that_was_lost_for_itself_stays_lost() -> None:
    """Only the lead that ended with the proposal comes back, and none beside one that lives."""
    lead = led()
    version = offered()
    lead.refresh_from_db()
    ending = {"lost_reason": "price", "why": "客户不要"}
    actions.move_lead(lead, LeadState.LOST, ending, by=seller(), now=NOW)
    lost = lose(version, Loss("budget", "明年再议"), by=seller(), now=NOW + MINUTE)
    revise(lost, by=seller(), now=NOW + MINUTE)
    assert (state_of(lead), lead.lost_reason) == ("lost", "price")


def test_a_newer_lead_is_followed_in_the_place_of_the_one_that_was_lost() -> None:
    lead = led()
    version = lose(offered(), Loss("budget", "明年再议"), by=seller(), now=NOW)
    newer = make_lead(lead.system, why="客户又来询问")
    revise(version, by=seller(), now=NOW)
    assert (state_of(lead), state_of(newer)) == ("lost", "proposal")


def test_a_system_without_a_lead_has_its_proposal_all_the_same() -> None:
    version = issue(draft(), by=seller(), now=NOW)
    assert (version.state, Lead.objects.count()) == ("approved", 0)
