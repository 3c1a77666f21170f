"""The made-up office has something to do for everybody who comes in."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client

from lumencare.accounts.models import User
from lumencare.accounts.roles import OUTSIDE, Role
from lumencare.audit import words
from lumencare.audit.models import Entry
from lumencare.calendars.drafts import cautions_of
from lumencare.calendars.models import HolidayNotice
from lumencare.catalogue.queries import PartFilters, list_parts, price_lists
from lumencare.catalogue.radar import last_time_buys
from lumencare.contracts.archive import is_intact
from lumencare.contracts.models import (
    Allowance,
    Contract,
    ContractLine,
    Credit,
    Draw,
    Paper,
    Payment,
)
from lumencare.contracts.queries import ContractFilters
from lumencare.contracts.queries import count_by_state as count_contracts
from lumencare.contracts.queries.drift import drift_of_contract, list_drift
from lumencare.contracts.queries.outside import (
    allowances_of,
    contracts_of,
    invoices_of,
    renewals_of,
)
from lumencare.demo.building import build, is_built
from lumencare.demo.people import address_of, logins
from lumencare.desk.models import Case, CaseBill, Charge, Goodwill
from lumencare.desk.queries.outside import cases_of
from lumencare.domain.lifecycle.judging import Grade
from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.domain.readiness.judging import Light
from lumencare.domain.shanghai import SHANGHAI
from lumencare.domain.upgrade.content import OptionKind
from lumencare.domain.upgrade.losing import LossReason
from lumencare.domain.upgrade.states import ProposalState
from lumencare.field.models import Engineer, Visit, VisitPaper
from lumencare.field.queries.outside import visits_of
from lumencare.handovers.models import Handover, ProposalSignature, UpgradeBill
from lumencare.handovers.queries.outside import proposals_of
from lumencare.handovers.queries.report import won_and_lost
from lumencare.lifecycle.queries import (
    LeadFilters,
    RadarFilters,
    leads_due,
    list_leads,
    read_radar,
)
from lumencare.notices.models import Delivery, Endpoint
from lumencare.privacy.models import Consent, DataRequest
from lumencare.remote.models import DrawnSignature
from lumencare.sales.models import QuoteState
from lumencare.sales.queries import QuoteFilters, count_by_state
from lumencare.sales.queries.outside import quotes_of
from lumencare.sites.queries import ReadinessFilters, list_readiness
from lumencare.sites.queries.windows_outside import open_windows
from lumencare.sites.search import visible_sites
from lumencare.sites.visitors import visitor_with_account
from lumencare.stock.models import Count, Loan, Place, Reservation, Serial, Supply
from lumencare.stock.queries import most_used, reorder_list
from lumencare.upgrades.models import ProposalVersion, Survey, UpgradeProposal
from lumencare.upgrades.queries import count_surveys
from tests.demo.walking import numbers_of_others, pages_of, shown_whole

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 11, 26, 18, tzinfo=SHANGHAI)
HARDLY_MORE = {Role.CUSTOMER: 30, Role.PARTNER: 60}


@time_machine.travel(NOW, tick=False)
def test_everybody_finds_something_to_do() -> None:
    """Made up once: it takes longer than all that is asked of it."""
    build(NOW)
    assert is_built()
    everybody_finds_quotes_in_the_states_that_are_theirs()
    contracts_stand_in_every_state_and_some_must_be_renewed_soon()
    cases_and_visits_stand_in_every_state()
    the_pool_has_something_to_order_to_hand_out_and_to_count()
    a_draft_of_the_next_calendar_waits_for_another_person()
    sites_are_ready_to_be_checked_and_missing_something()
    the_catalogue_has_two_lists_and_parts_that_are_going()
    the_customer_and_the_partner_find_something_of_everything()
    nobody_outside_is_shown_a_strangers_number()
    a_request_about_personal_data_waits()
    some_systems_are_old_and_leads_stand_in_every_state()
    the_trail_reads_in_words()
    surveys_proposals_and_handovers_stand_in_every_state()


def the_customer_and_the_partner_find_something_of_everything() -> None:
    """What the portal can do is there to be tried; another site is there to begin with."""
    for role in HARDLY_MORE:
        address = next(to for each, _, to in logins() if each == role)
        visitor = visitor_with_account(User.objects.get(email=address))
        assert visitor is not None
        waits = visits_of(visitor, NOW)
        assert sum(each.asks_time for each in waits) >= 3
        assert sum(each.asks_name for each in waits) >= 2
        assert any(each.waits for each in quotes_of(visitor, NOW))
        assert allowances_of(visitor, NOW.date())
        assert any(each.days_left == 25 for each in open_windows(visitor, NOW.date()))
        assert any(each.may_rate for each in cases_of(visitor, live=False))
        # What its parties agreed is for them alone (D-18).
        is_party = role is Role.CUSTOMER
        assert (len(renewals_of(visitor, NOW.date())) >= 2) is is_party
        assert any(each.has_paper for each in contracts_of(visitor)) is is_party
        assert bool(invoices_of(visitor)) is is_party


def nobody_outside_is_shown_a_strangers_number() -> None:
    """PIPL: every kind of page, as each role outside."""
    for role in sorted(OUTSIDE):
        user = User.objects.get(email=address_of(role))
        browser, numbers = Client(), numbers_of_others(user)
        browser.force_login(user)
        walked = list(pages_of(browser))
        assert len(walked) > 10, role
        assert numbers, role
        for path, page in walked:
            assert shown_whole(page, numbers) == set(), (role, path)


def a_request_about_personal_data_waits() -> None:
    row = DataRequest.objects.get()
    assert row.state == "asked"
    assert Consent.objects.filter(ended_at=None).exists()


def the_trail_reads_in_words() -> None:
    """No action, no kind of thing and no field is shown as it is kept."""
    rows = list(Entry.objects.all())
    assert {each.action for each in rows} <= words.ACTIONS.keys()
    assert {each.kind for each in rows} <= words.KINDS.keys()
    assert {field for each in rows for field in each.after} <= words.FIELDS.keys()


def some_systems_are_old_and_leads_stand_in_every_state() -> None:
    """SY-1, X-9: the radar shows every grade and every kind of finding, some with a lead."""
    boss = User.objects.get(email=address_of(Role.MANAGER))
    found = read_radar(boss, RadarFilters(), on=NOW.date(), size=1000)
    assert all(found.counts[each] for each in Grade)
    kinds = {kind.value for row in found.page.rows for kind in row.verdict.kinds}
    assert kinds == {"old", "parts", "software", "clients", "functions"}
    for state in LeadState:
        assert list_leads(boss, LeadFilters(state=state.value)).total
    seller = User.objects.get(email=address_of(Role.SALES))
    assert leads_due(seller, NOW.date(), most=5)[0]


def surveys_proposals_and_handovers_stand_in_every_state() -> None:
    """SY-1 to SY-4: seen by the office, by the customer and in what was won and lost."""
    boss = User.objects.get(email=address_of(Role.MANAGER))
    assert all(count_surveys(boss).values())
    done = Survey.objects.filter(state="done", visits__visit__photos__isnull=False).first()
    assert done is not None
    assert done.findings.exclude(photo_sha256="").exists()
    assert UpgradeProposal.objects.filter(survey=done).exists()
    states = set(ProposalVersion.objects.values_list("state", flat=True))
    assert states == {each.value for each in ProposalState}
    ended = won_and_lost(boss)
    assert ended.share_won is not None
    assert {each.reason for each in ended.outcomes} >= {*LossReason, *OptionKind, "expired"}
    handovers = list(Handover.objects.select_related("replacement"))
    assert {each.replacement and each.replacement.whole for each in handovers} == {
        None, True, False,
    }  # fmt: skip
    assert ProposalSignature.objects.exists()
    assert set(UpgradeBill.objects.values_list("state", flat=True)) == {"due", "paid"}
    for role in HARDLY_MORE:
        visitor = visitor_with_account(User.objects.get(email=address_of(role)))
        assert visitor is not None
        shown = proposals_of(visitor, NOW)
        assert {each.state for each in shown} >= {"sent", "accepted", "completed"}
        assert sum(each.waits for each in shown) >= 2
    assert DrawnSignature.objects.exists()


def sites_are_ready_to_be_checked_and_missing_something() -> None:
    """SC-9: each of the three lights is there to be seen, some of them with a plan."""
    coordinator = User.objects.get(email="coordinator@lumencare.example")
    filters = ReadinessFilters()
    rows = list_readiness(coordinator, filters, on=NOW.date(), size=200).rows
    assert {each.light for each in rows} == set(Light)
    wanted = ReadinessFilters(lacks="any", with_plan=True)
    assert list_readiness(coordinator, wanted, on=NOW.date()).total


def the_catalogue_has_two_lists_and_parts_that_are_going() -> None:
    """SY-1, PP-2: some can still be ordered, for some System Care is the way."""
    clerk = User.objects.get(email="clerk@lumencare.example")
    assert len(price_lists(clerk, NOW.date())) == 2
    assert list_parts(clerk, PartFilters(), on=NOW.date()).total >= 120
    radar = last_time_buys(clerk, NOW.date())
    assert {each.plan.lead_to_upgrade for each in radar} == {True, False}
    assert any(each.plan.days_left for each in radar)


def the_pool_has_something_to_order_to_hand_out_and_to_count() -> None:
    """SC-7: the clerk finds parts below their minimum, and promises in every list."""
    clerk = User.objects.get(email=next(to for role, _, to in logins() if role == Role.CLERK))
    assert reorder_list(clerk, NOW.date())
    assert len(most_used(clerk, NOW.date())) > 10
    for model in (Reservation, Loan, Supply, Count, Serial):
        assert model.objects.exists(), model
    assert Place.objects.filter(kind="bag").count() == 2


def a_draft_of_the_next_calendar_waits_for_another_person() -> None:
    """D-8: it says of itself that it is made up."""
    (draft,) = HolidayNotice.objects.all()
    assert (draft.year, draft.state) == (2027, "draft")
    assert draft.source.startswith("演示")
    assert not cautions_of(draft.year, draft.days)


def everybody_finds_quotes_in_the_states_that_are_theirs() -> None:
    people = {role: User.objects.get(email=address) for role, _, address in logins()}
    everything = count_by_state(people[Role.SALES], QuoteFilters())
    # The latest version of a quote is never one that was superseded.
    assert {state for state, count in everything.items() if not count} == {QuoteState.SUPERSEDED}
    # A demo calls nobody.
    assert not Endpoint.objects.filter(is_active=True).exists()
    assert not Delivery.objects.exclude(state="failed").exists()
    assert Delivery.objects.exists()
    for role, most in HARDLY_MORE.items():
        assert count_by_state(people[role], QuoteFilters())[QuoteState.SENT], role
        assert 0 < visible_sites(people[role]).count() < most


def contracts_stand_in_every_state_and_some_must_be_renewed_soon() -> None:
    """D-15, D-23: annual plans due this week and within 90 days; allowances used and left."""
    finance = User.objects.get(email="finance@lumencare.example")
    found = count_contracts(finance, ContractFilters())
    assert all(found.values()), found
    # Some can be signed, the papers of others are; one is left to be made.
    assert {each.contract.state for each in Paper.objects.all()} == {
        "draft",
        "signed",
        "active",
    }
    assert Contract.objects.filter(state="draft", papers=None).exists()
    assert all(is_intact(each.pdf, each.pdf_sha256) for each in Paper.objects.all())
    assert Credit.objects.get().state == "waiting"
    today = NOW.date()
    due = [
        (each.renew_by - today).days
        for each in ContractLine.objects.filter(code="part-care-plus-annual", state="active")
        if each.renew_by
    ]
    assert sum(days <= 7 for days in due) >= 2
    assert sum(days <= 90 for days in due) >= 6
    assert ContractLine.objects.filter(predecessor__isnull=False).exists()
    assert Draw.objects.filter(tenths__lt=0).exists()
    assert Allowance.objects.filter(ended_on=None, drawn_tenths=0, ends_on__gt=today).exists()
    late = Payment.objects.filter(due_on__lt=today, paid_fen=0)
    assert 0 < late.count() < Payment.objects.exclude(paid_fen=0).count()
    # Hardware that grew, part by part and by its total alone (D-13).
    listed = list_drift(finance, today).rows
    drifted = [one for row in listed for one in drift_of_contract(finance, row.contract, today)]
    assert {line.parts is None for one in drifted for line in one.lines} == {True, False}
    assert any(line.price.now and line.price.now.difference for line in listed)


def cases_and_visits_stand_in_every_state() -> None:
    """D-7, SC-4: cases run, wait, were met, missed or called off; the board holds visits."""
    states = set(Case.objects.values_list("state", flat=True))
    assert states == {"open", "waiting", "resolved", "closed"}
    assert {"running", "paused", "met", "stopped", "none"} >= set(
        Case.objects.values_list("clock", flat=True)
    )
    assert Case.objects.filter(met_in_time=False).exists()
    assert Case.objects.filter(system=None, decision=None).exists()
    assert Case.objects.filter(cause="other", decision__follows__isnull=False).exists()
    assert set(Charge.objects.values_list("state", flat=True)) >= {"shown", "charged"}
    bills = CaseBill.objects.filter(charge__code="visit").order_by("created_at")
    assert [(each.state, each.due_on < NOW.date()) for each in bills] == [
        ("due", True), ("paid", True), ("due", False),
    ]  # fmt: skip
    assert Goodwill.objects.filter(state="approved").exists()
    visits = set(Visit.objects.values_list("state", flat=True))
    assert visits >= {"proposed", "booked", "done", "missed", "cancelled"}
    reports = VisitPaper.objects.all()
    assert len(reports) == 4
    assert all(is_intact(each.pdf, each.pdf_sha256) for each in reports)
    assert reports.filter(visit__photos__isnull=False, visit__report__signer="王建国").exists()
    assert Engineer.objects.count() == 5
