"""The workbench: everybody finds what waits for them, and nothing that is not theirs."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from lumencare.accounts.roles import OUTSIDE, Role
from lumencare.calendars.actions import approve_notice
from lumencare.contracts.actions import renew
from lumencare.contracts.models import ContractLine
from lumencare.domain.shanghai import SHANGHAI
from lumencare.sales.actions import ask
from lumencare.sales.actions.sending import BY_HAND
from lumencare.sites.models import System
from tests.calendars.notices import somebody, staged
from tests.contracts.contracts import active, coordinator
from tests.office import NOW, TODAY, organization, outsider, person, site, system
from tests.sales.quotes import LOWERED, draft, issued, seller, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def shown(client: Client) -> str:
    """Return the English workbench of whoever is signed in."""
    return client.get("/en/").content.decode()


def closing() -> System:
    """Return a system whose purchase window closes today."""
    return system(window_ends_on=TODAY, window_value_fen=80_000_00)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_a_workbench(client: Client, role: Role) -> None:
    client.force_login(outsider(organization(), role) if role in OUTSIDE else person(role))
    page = shown(client)
    assert "Nothing waits for you" in page
    assert ("last four digits of the phone" in page) is (role not in OUTSIDE)


def test_a_window_that_closes_waits_for_sales(client: Client) -> None:
    """PW-1: the last day itself still counts."""
    row = closing()
    client.force_login(person("sales"))
    page = shown(client)
    assert "One thing waits for you" in page
    assert "today is the last day" in page
    assert f"/systems/{row.pk}/quote?plan=part-care-plus" in page


def test_who_sees_no_windows_is_told_of_none(client: Client) -> None:
    closing()
    client.force_login(person("engineer"))
    page = shown(client)
    assert "Nothing waits for you" in page
    assert "/windows/" not in page


def test_who_makes_no_quotes_is_led_to_the_system(client: Client) -> None:
    row = closing()
    client.force_login(person("finance"))
    page = shown(client)
    assert f'href="/en/systems/{row.pk}/"' in page
    assert "quote?plan" not in page


def test_a_lowered_price_waits_for_the_approver(client: Client) -> None:
    """D-20: not for the one who lowered it."""
    by = seller()
    version = issued(LOWERED, by)
    client.force_login(person("approver"))
    assert "For your approval" in shown(client)
    assert version.quote.number in shown(client)
    client.force_login(by)
    assert "For your approval" not in shown(client)


def test_drafts_wait_for_their_author_only(client: Client) -> None:
    by = seller()
    draft(by=by)
    client.force_login(by)
    assert "Your drafts" in shown(client)
    client.force_login(person("sales", name="somebody else"))
    assert "Your drafts" not in shown(client)


def test_a_question_waits_for_an_answer(client: Client) -> None:
    by = seller()
    _, link = sent(by=by)
    ask(link, text="含安装吗？", name="王建国", now=NOW)
    client.force_login(by)
    assert "Questions of customers" in shown(client)


def test_an_owner_finds_the_offer_and_a_stranger_does_not(client: Client) -> None:
    version, _ = sent()
    client.force_login(outsider(version.quote.system.site.owner))
    assert "Offered to you" in shown(client)
    client.force_login(outsider(organization("别家")))
    page = shown(client)
    assert "Offered to you" not in page
    assert version.quote.number not in page


def renewing(days_left: int, ref: str = "S-9") -> ContractLine:
    """Return a line that is to be renewed in some days."""
    where = site(organization(f"业主 {ref}"), name=f"续保项目 {ref}")
    contract = active("service-care", of=system(where, ref))
    line: ContractLine = contract.lines.get()
    ContractLine.objects.filter(pk=line.pk).update(renew_by=TODAY + timedelta(days_left))
    return line


def test_a_renewal_that_is_due_this_week_waits_for_sales() -> None:
    """D-25: with what is at stake in the 90 days of the ladder, later ones left out."""
    client = Client()
    client.force_login(person("sales"))
    line = renewing(7)
    renewing(60, "S-10")
    renewing(91, "S-11")
    page = shown(client)
    assert "Renewals due this week" in page
    assert f"/renewals/offer?line={line.pk}" in page
    assert "续保项目 S-10" not in page
    assert "40,000 at stake in 2 renewals that are due within 90 days." in page
    assert "/renewals/?within=60" in page
    assert "/renewals/?within=0" not in page


def test_a_renewal_that_is_offered_already_leads_to_its_system() -> None:
    client, line = Client(), renewing(3)
    renew(line, by=coordinator(), now=NOW, delivery=BY_HAND)
    client.force_login(person("sales"))
    page = shown(client)
    assert f'href="/en/systems/{line.system_id}/"' in page
    assert "renewals/offer" not in page


@pytest.mark.parametrize(
    ("role", "told"),
    [("finance", True), ("approver", True), ("engineer", False), ("administrator", False)],
)
def test_renewals_are_told_to_those_who_watch_them(
    client: Client, role: str, *, told: bool
) -> None:
    renewing(3)
    client.force_login(person(role))
    page = shown(client)
    assert ("at stake in one renewal" in page) is told
    assert ("续保项目 S-9" in page) is told
    assert "renewals/offer" not in page


def test_an_owner_is_told_of_no_renewals_of_the_office(client: Client) -> None:
    line = renewing(3)
    client.force_login(outsider(line.system.site.owner))
    assert "renewal" not in shown(client)


def test_a_holiday_notice_waits_for_the_second_person(client: Client) -> None:
    row = staged()
    address = f"/en/calendars/notices/{row.pk}/"
    for who, waits in (
        (somebody("approver"), True),
        (person("manager"), True),
        (somebody("writer"), False),
        (person("engineer"), False),
    ):
        client.force_login(who)
        assert (address in shown(client)) is waits, who
    approve_notice(row, by=somebody("approver"), now=NOW)
    client.force_login(person("administrator"))
    assert address not in shown(client)


@pytest.mark.parametrize(
    ("role", "day", "waits"),
    [
        ("coordinator", datetime(2026, 11, 30, 23, 59, tzinfo=SHANGHAI), False),
        ("coordinator", datetime(2026, 12, 1, 0, 0, tzinfo=SHANGHAI), True),
        ("engineer", datetime(2026, 12, 1, 0, 0, tzinfo=SHANGHAI), False),
    ],
)
def test_from_december_on_the_missing_notice_of_next_year_waits(
    client: Client, role: str, day: datetime, *, waits: bool
) -> None:
    """D-8."""
    words = "Next year&#x27;s holiday notice is missing"
    with time_machine.travel(day, tick=False):
        client.force_login(person(role))
        assert (words in shown(client)) is waits
        row = staged(at=day)
        assert words not in shown(client)
        approve_notice(row, by=somebody("approver"), now=day)
        assert words not in shown(client)
