"""Proposals: drafted from survey and catalogue, approved by another, sent, lost, expired."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.upgrade.content import OptionKind, Reuse
from lumencare.domain.upgrade.editing import drop_line, put_line, put_option
from lumencare.domain.upgrade.lines import LineKind
from lumencare.domain.upgrade.states import ProposalState
from lumencare.notices.models import Event
from lumencare.sites.actions import say_processor
from lumencare.upgrades.actions import (
    Delivery,
    Loss,
    ProposalWish,
    add_option,
    change_draft,
    decide,
    expire_due,
    issue,
    lose,
    revise,
    revoke_link,
    send,
    start_proposal,
)
from lumencare.upgrades.archive import read_pdf
from lumencare.upgrades.models import ProposalApproval, ProposalMail, ProposalVersion
from lumencare.upgrades.validity import find_changes
from tests.office import NOW, person, system
from tests.upgrades.proposals import (
    a_typed_line,
    approved,
    approver,
    asked,
    awaiting,
    content_of,
    draft,
    issued,
    lowered,
    old_system,
    seller,
    sent,
    surveyed,
    with_typed_line,
    without_lines,
)

pytestmark = pytest.mark.django_db


def test_a_draft_begins_with_what_survey_catalogue_and_records_say() -> None:
    """SY-1, SY-4: both ways side by side; missing records are exploration by project scale."""
    survey = surveyed(asked(system(bom_fen=500_000_00)))
    wish = ProposalWish(need="新手机连接", survey=survey)
    version = start_proposal(survey.system_id, by=seller(), now=NOW, wish=wish)
    content = content_of(version)
    assert content.need == wish.need
    assert [each.kind for each in content.options] == [OptionKind.SYSTEM, OptionKind.SOFTWARE]
    assert content.options[0].target == "ATHENA"
    assert version.proposal.number.startswith("U-2601-")
    for option in content.options:
        assert option.steps
        (exploration,) = option.of_kind(LineKind.EXPLORATION)
        assert (exploration.quantity, str(exploration.price)) == (Decimal(2), "4800.00")
    row = next(each for each in content.options[0].reuse if each.part_number == "QP2")
    assert (row.verdict, row.quantity, row.source) == (Reuse.REPLACED, 2, survey.number)


def test_at_list_prices_nobody_needs_to_approve_and_the_pdf_is_fixed() -> None:
    """SY-3: 30 days (D-26), amounts of the recommended option, a paper with its hash."""
    version = issued()
    assert version.state == ProposalState.APPROVED
    assert version.valid_until == NOW.date() + timedelta(days=30)
    assert version.answer is not None
    lines = content_of(version).options[0].lines
    assert version.net_fen == sum(each.net.fen for each in lines)
    assert version.answer["options"][0]["net"] == str(Money.of_fen(version.net_fen or 0))
    assert read_pdf(version).startswith(b"%PDF")
    assert len(version.facts_sha256) == 64
    with pytest.raises(Refused, match="issued and not sent"):
        change_draft(version, content_of(version), by=seller(), now=NOW)


@pytest.mark.parametrize("make", [with_typed_line, lowered])
def test_a_price_that_no_list_carries_waits_for_another_person(make: object) -> None:
    """D-20: below the list, or with none; the author does not approve, nor who wrote of it."""
    author = person("sales", "manager", name="宋妍")
    version = issue(make(draft(author)), by=author, now=NOW)  # type: ignore[operator]
    assert version.state == ProposalState.AWAITING_APPROVAL
    assert version.answer is not None
    assert version.answer["approval_because"]
    with pytest.raises(Refused, match="another approver"):
        decide(version, approved=True, by=author, now=NOW)
    with pytest.raises(Refused, match="has not agreed yet"):
        send(version, by=author, now=NOW)
    decide(version, approved=True, by=approver(), now=NOW, note="可以")
    assert version.state == ProposalState.APPROVED
    assert ProposalApproval.objects.get().pdf_sha256 == version.pdf_sha256


def test_a_refused_version_goes_back_with_the_reason_and_is_issued_anew() -> None:
    version = awaiting()
    with pytest.raises(InputProblems):
        decide(version, approved=False, by=approver(), now=NOW, note=" ")
    decide(version, approved=False, by=approver(), now=NOW, note="毛利太低")
    assert (version.state, version.pdf, version.answer) == (ProposalState.DRAFT, "", None)
    assert issue(version, by=seller(), now=NOW).state == ProposalState.AWAITING_APPROVAL
    assert version.approvals.count() == 1


def test_records_that_are_missing_are_explored_or_somebody_says_why_not() -> None:
    """SY-4: the man-days are not dropped in silence."""
    version = draft()
    content = content_of(version)
    for option in content.options:
        (line,) = option.of_kind(LineKind.EXPLORATION)
        content = drop_line(content, option.key, line.key)
    change_draft(version, content, by=seller(), now=NOW)
    with pytest.raises(InputProblems, match="exploration"):
        issue(version, by=seller(), now=NOW)
    for option in content.options:
        content = put_option(content, replace(option, no_exploration_why="客户本周补齐"))
    content = put_option(content, replace(content.options[0], no_exploration_why="客户补齐"))
    change_draft(version, content, by=seller(), now=NOW)
    assert issue(version, by=seller(), now=NOW).state == ProposalState.APPROVED


def test_a_database_that_the_processor_gives_takes_no_exploration_of_its_own() -> None:
    """X-10: it is waived where the processor gives it; the drawings are not."""
    one = old_system()
    before = content_of(draft(of=one)).options[0].of_kind(LineKind.EXPLORATION)[0].quantity
    ProposalVersion.objects.all().delete()
    say_processor(one, gives_database=True, why="已试读", by=person("support"), now=NOW)
    after = content_of(draft(of=one)).options[0].of_kind(LineKind.EXPLORATION)[0].quantity
    assert after < before


def test_what_is_not_whole_is_not_issued_and_everything_is_named() -> None:
    version = without_lines(draft())
    with pytest.raises(InputProblems) as caught:
        issue(version, by=seller(), now=NOW)
    assert "A.lines" in [each.where for each in caught.value.problems]


def test_nothing_is_given_for_a_plan_that_is_not_held() -> None:
    """D-17: what is given stops at what is paid and has not run out."""
    version = draft()
    given = a_typed_line(
        kind=LineKind.TRADE_IN, text="抵扣", price=Money.of("100"), source="C-2601-001"
    )
    content = put_line(content_of(version), "A", given)
    change_draft(version, content, by=seller(), now=NOW)
    with pytest.raises(InputProblems, match=r"At most 0\.00 RMB"):
        issue(version, by=seller(), now=NOW)


def test_what_is_written_by_two_at_once_is_a_conflict() -> None:
    first = draft()
    second = ProposalVersion.objects.select_related("proposal__system__site__owner").get()
    with_typed_line(first)
    with pytest.raises(Conflict):
        with_typed_line(second)
    entry = Entry.objects.filter(action="change").latest("pk")
    assert "QP5-4L" in entry.why


def test_sending_gives_a_link_that_ends_and_a_mail_that_waits() -> None:
    version = issued()
    link = send(version, by=seller(), now=NOW, delivery=Delivery("wang@example.com", "您好"))
    assert version.state == ProposalState.SENT
    assert link.expires_at.date() > NOW.date()
    assert ProposalMail.objects.get().to == "wang@example.com"
    assert Event.objects.filter(kind="proposal.sent").count() == 1
    assert revoke_link(link, by=seller(), now=NOW).revoked_at == NOW


def test_a_sent_version_never_changes_and_a_new_one_supersedes_it_when_it_goes_out() -> None:
    version, _ = sent()
    content = content_of(version)
    newer = revise(version, by=seller(), now=NOW)
    assert (newer.number, newer.state) == (2, ProposalState.DRAFT)
    add_option(newer, OptionKind.SOFTWARE, by=seller(), now=NOW)
    issue(newer, by=seller(), now=NOW)
    version.refresh_from_db()
    assert version.state == ProposalState.SENT
    send(newer, by=seller(), now=NOW)
    version.refresh_from_db()
    assert (version.state, content_of(version)) == (ProposalState.SUPERSEDED, content)


def test_a_version_that_nobody_outside_has_seen_is_superseded_at_once() -> None:
    version = approved()
    newer = revise(version, by=seller(), now=NOW)
    version.refresh_from_db()
    assert (version.state, newer.number) == (ProposalState.SUPERSEDED, 2)


def test_a_proposal_is_lost_for_a_reason_of_the_list_and_in_words() -> None:
    version, _ = sent()
    newer = revise(version, by=seller(), now=NOW)
    for wrong in (Loss("weather", "下雨"), Loss("price", " ")):
        with pytest.raises(InputProblems):
            lose(newer, wrong, by=seller(), now=NOW)
    lose(newer, Loss("price", "预算只有一半"), by=seller(), now=NOW)
    version.refresh_from_db()
    assert (newer.state, newer.lost_reason) == (ProposalState.LOST, "price")
    assert version.state == ProposalState.SUPERSEDED
    # What was lost can be taken up again, as a new version.
    assert revise(newer, by=seller(), now=NOW).number == 3


def test_what_nobody_answered_expires_once_and_is_not_sent_any_more() -> None:
    """D-26: its last day is the thirtieth."""
    version, _ = sent()
    assert expire_due(NOW + timedelta(days=30)) == 0
    later = NOW + timedelta(days=31)
    with pytest.raises(Refused, match="has expired"):
        send(version, by=seller(), now=later)
    assert (expire_due(later), expire_due(later)) == (1, 0)
    version.refresh_from_db()
    assert version.state == ProposalState.EXPIRED


def test_a_system_has_one_proposal_under_way() -> None:
    version = draft()
    with pytest.raises(Refused, match="revise that one"):
        draft()
    lose(version, Loss("no-answer", "客户未回复"), by=seller(), now=NOW)
    assert draft().proposal.number != version.proposal.number


def test_a_system_that_went_out_of_use_makes_a_sent_proposal_void() -> None:
    version, _ = sent()
    one = version.proposal.system
    one.retired_on = NOW.date()
    one.save()
    assert [each.en for each in find_changes(version)] == ["the system is out of use"]
    with pytest.raises(Refused, match="out of use"):
        send(version, by=seller(), now=NOW)


@pytest.mark.parametrize("role", ["engineer", "support", "finance", "approver", "customer"])
def test_who_does_not_make_proposals_begins_none(role: str) -> None:
    with pytest.raises(NotAllowed):
        draft(by=person(role), of=system())
    with pytest.raises(NotAllowed):
        decide(awaiting(), approved=True, by=person("sales", name="别人"), now=NOW)


def test_need_of_any_length_is_not_kept() -> None:
    with pytest.raises(InputProblems):
        start_proposal(system().pk, by=seller(), now=NOW, wish=ProposalWish(need="x" * 2001))
