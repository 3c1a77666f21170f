"""Acceptance of a proposal: one option, by name, once; what falls due and what is to be done."""

from datetime import date, timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.upgrade.content import OptionKind
from lumencare.field.models import Visit
from lumencare.handovers.accepted import accepted_option, work_lines
from lumencare.handovers.actions import (
    Chosen,
    accept,
    accept_by_link,
    accept_signed,
    invoice_upgrade_bill,
    pay_upgrade_bill,
    plan_work,
)
from lumencare.handovers.models import ProposalSignature, UpgradeBill
from lumencare.lifecycle.models import Lead
from lumencare.notices.models import Event
from lumencare.sales.actions import Acceptance
from lumencare.upgrades.actions import Loss, lose, revoke_link
from lumencare.upgrades.models import ProposalVersion
from tests.handovers.handovers import accepted, chosen, coordinator, evidence, key_of, offered
from tests.office import NOW, person
from tests.upgrades.proposals import seller

pytestmark = pytest.mark.django_db


def test_an_option_is_accepted_by_name_with_the_document_that_was_shown() -> None:
    """SY-3: the amounts are those of the option that was chosen."""
    version = offered()
    accept_by_link(version.links.get(), chosen(version, OptionKind.SOFTWARE), now=NOW)
    version.refresh_from_db()
    key = key_of(version, OptionKind.SOFTWARE)
    assert (version.state, version.accepted_option, version.accepted_name) == (
        "accepted",
        key,
        "王建国",
    )
    kept = next(each for each in version.answer["options"] if each["key"] == key)
    assert version.gross_fen == Money.of(kept["gross"]).fen
    assert Event.objects.filter(kind="proposal.accepted").count() == 1


def test_sent_twice_it_is_accepted_once_and_another_choice_comes_too_late() -> None:
    version = accepted()
    link = version.links.get()
    accept_by_link(link, chosen(version), now=NOW)
    with pytest.raises(Refused):
        accept_by_link(link, chosen(version, OptionKind.SOFTWARE), now=NOW)
    with pytest.raises(Refused):
        accept_by_link(link, chosen(version, name="李四"), now=NOW)
    assert Event.objects.filter(kind="proposal.accepted").count() == 1
    assert UpgradeBill.objects.values("vat_rate").distinct().count() == UpgradeBill.objects.count()


def test_what_is_due_adds_up_to_what_was_accepted() -> None:
    """D-2, D-3: a bill for each VAT rate, together the gross amount to the fen."""
    version = accepted()
    bills = list(UpgradeBill.objects.order_by("vat_rate"))
    assert sum(each.net_fen + each.vat_fen for each in bills) == version.gross_fen
    assert [each.vat_rate for each in bills] == [600, 1300]
    assert {each.due_on for each in bills} == {date(2026, 2, 14)}
    assert {each.bill_to for each in bills} == {version.proposal.system.site.owner}


def test_each_man_day_is_a_visit_that_costs_nothing_besides() -> None:
    """D-10: a man-day is one person on one day; it was paid for with the proposal."""
    version = accepted()
    days = sum(int(each.quantity) for each in work_lines(accepted_option(version)))
    visits = Visit.objects.filter(sold_by=version.proposal.number)
    assert visits.count() == days > 0
    assert set(visits.values_list("state", "net_fen")) == {("proposed", 0)}
    # What was called off is proposed anew, what is planned is not.
    assert plan_work(version, by=coordinator(), now=NOW) == []
    first = visits.order_by("pk").first()
    assert first is not None
    Visit.objects.filter(pk=first.pk).update(state="cancelled", ended_why="改期")
    assert len(plan_work(version, by=coordinator(), now=NOW)) == 1


@pytest.mark.parametrize("days", [0, 31])
def test_after_its_last_day_or_from_another_document_nothing_is_accepted(days: int) -> None:
    """D-26."""
    version = offered()
    link = version.links.get()
    if days:
        with pytest.raises(Refused):
            accept_by_link(link, chosen(version), now=NOW + timedelta(days=days))
    else:
        wrong = Chosen("A", Acceptance("王建国", "0" * 64))
        with pytest.raises(Conflict):
            accept_by_link(link, wrong, now=NOW)
    with pytest.raises(InputProblems):
        accept(version, Chosen("D", chosen(version).acceptance), by=coordinator(), now=NOW)
    assert not UpgradeBill.objects.exists()


def test_a_link_that_was_taken_back_accepts_nothing() -> None:
    version = offered()
    link = version.links.get()
    revoke_link(link, by=seller(), now=NOW)
    with pytest.raises(Refused):
        accept_by_link(link, chosen(version), now=NOW)


def test_staff_register_an_acceptance_with_the_signed_copy_and_on_what_ground() -> None:
    version = offered()
    by = coordinator()
    with pytest.raises(InputProblems):
        accept_signed(version, chosen(version), evidence(), by=by, now=NOW)
    picked = chosen(version, how="盖章回传")
    accept_signed(version, picked, evidence(), by=by, now=NOW)
    accept_signed(version, picked, evidence(), by=by, now=NOW)
    version.refresh_from_db()
    assert (version.state, ProposalSignature.objects.count()) == ("accepted", 1)
    with pytest.raises(NotAllowed):
        accept_signed(version, picked, evidence(), by=person("engineer"), now=NOW)


def test_a_bill_is_paid_once_and_its_invoice_asked_for_once() -> None:
    accepted()
    bill = UpgradeBill.objects.order_by("pk").first()
    assert bill is not None
    money = person("finance")
    typed = {"on": "2026-01-15", "reference": "BOC-1"}
    for _ in range(2):
        pay_upgrade_bill(bill, typed, by=money, now=NOW)
    with pytest.raises(Conflict):
        pay_upgrade_bill(bill, {**typed, "reference": "BOC-2"}, by=money, now=NOW)
    with pytest.raises(InputProblems):
        pay_upgrade_bill(bill, {**typed, "on": "2026-01-16"}, by=money, now=NOW)
    first = invoice_upgrade_bill(bill, kind="special", by=money, now=NOW)
    assert invoice_upgrade_bill(bill, kind="special", by=money, now=NOW) == first
    assert first.net_fen == bill.net_fen


def test_the_lead_is_won_with_the_proposal_and_lost_with_it() -> None:
    """SY-1: a lead is never left open behind its proposal."""
    version = offered()
    lead = _lead(version)
    accepted(version)
    lead.refresh_from_db()
    assert (lead.state, lead.next_on, lead.ended_why) == ("won", None, version.proposal.number)


def test_a_lost_proposal_closes_the_lead_for_the_same_reason() -> None:
    version = offered()
    lead = _lead(version)
    lose(version, Loss("price", "超出预算"), by=seller(), now=NOW)
    lead.refresh_from_db()
    assert (lead.state, lead.lost_reason, lead.ended_why) == ("lost", "price", "超出预算")


def _lead(version: ProposalVersion) -> Lead:
    return Lead.objects.create(
        system=version.proposal.system, number="L-1", followed_by=seller(), next_on=NOW.date(),
        created_at=NOW,
    )  # fmt: skip
