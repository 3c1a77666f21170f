"""Prices below the computed one need somebody who wrote nothing of the version (D-20)."""

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import OptionChoice, PriceChoice
from lumencare.sales.actions import change_draft, decide, issue, revise, withdraw
from lumencare.sales.models import Approval, QuoteVersion
from tests.office import NOW, person
from tests.sales.quotes import CARE, LOWERED, PLUS, draft, issued, seller

pytestmark = pytest.mark.django_db


def test_a_raised_floor_price_needs_no_approval() -> None:
    raised = Choices(
        plans=CARE.plans,
        options=(OptionChoice("24h"),),
        prices=(PriceChoice("service-care", None, Money.of("21000.00"), "路途较远"),),
    )
    version = issued(raised)
    assert (version.state, version.needs_approval) == ("approved", False)


def test_who_started_changed_or_issued_it_does_not_approve_it() -> None:
    starter, changer, issuer = (person("manager", name=each) for each in "甲乙丙")
    version = draft(PLUS, starter)
    change_draft(version, LOWERED, by=changer, now=NOW)
    issue(version, by=issuer, now=NOW)
    for writer in (starter, changer, issuer):
        with pytest.raises(Refused, match="another approver"):
            decide(version, approved=True, by=writer, now=NOW)
    decide(version, approved=True, by=person("approver"), now=NOW)
    assert Approval.objects.get().decided_by.email == "approver@example.com"


@pytest.mark.parametrize("role", ["sales", "coordinator", "finance", "administrator"])
def test_who_has_no_right_to_approve_does_not(role: str) -> None:
    version = issued(LOWERED)
    with pytest.raises(NotAllowed):
        decide(version, approved=True, by=person(role), now=NOW)


def test_refusing_needs_a_reason() -> None:
    version = issued(LOWERED)
    with pytest.raises(InputProblems):
        decide(version, approved=False, by=person("approver"), now=NOW, note="  ")


def test_a_second_decision_is_told_of_the_first() -> None:
    version = issued(LOWERED)
    stale = QuoteVersion.objects.select_related("quote").get(pk=version.pk)
    decide(version, approved=True, by=person("approver", name="韩梅"), now=NOW)
    with pytest.raises(Conflict, match="韩梅 approved this version at 2026-01-15 10:00"):
        decide(stale, approved=False, by=person("manager"), now=NOW, note="太低")


def test_approving_what_was_withdrawn_meanwhile_is_told_who_withdrew_it() -> None:
    by = seller()
    version = issued(LOWERED, by)
    stale = QuoteVersion.objects.select_related("quote").get(pk=version.pk)
    withdraw(version, by=by, now=NOW, why="有误")
    with pytest.raises(Conflict, match="宋妍 withdrawn this version"):
        decide(stale, approved=True, by=person("approver"), now=NOW)
    assert not Approval.objects.exists()


def test_the_revision_of_an_approved_version_is_approved_anew() -> None:
    by = seller()
    version = issued(LOWERED, by)
    decide(version, approved=True, by=person("approver"), now=NOW)
    assert issue(revise(version, by=by, now=NOW), by=by, now=NOW).state == "awaiting-approval"


def test_two_who_change_a_draft_at_once_are_told_of_each_other() -> None:
    by = seller()
    version = draft(PLUS, by)
    stale = QuoteVersion.objects.select_related("quote").get(pk=version.pk)
    change_draft(version, LOWERED, by=by, now=NOW)
    with pytest.raises(Conflict, match="宋妍 changed this version"):
        change_draft(stale, CARE, by=person("coordinator"), now=NOW)
