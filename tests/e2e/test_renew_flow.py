"""From the worklist to a renewal that is made and sent: two clicks, or keys alone."""

import re

from playwright.sync_api import Page, expect

from lumencare.accounts.roles import Role
from tests.e2e.conftest import SignIn
from tests.e2e.served import Served
from tests.e2e.test_quote_flow import Hands

MOST_CLICKS = 2
QUOTE = re.compile(r"/quotes/Q-[\d-]+/$")


def open_worklist(page: Page, served: Served, sign_in: SignIn) -> Hands:
    """Open the renewals as somebody from sales."""
    sign_in(Role.SALES)
    page.goto(f"{served.address}/renewals/?offer=not-offered")
    return Hands(page)


def test_a_renewal_is_made_and_sent_by_two_clicks(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    hands = open_worklist(page, served, sign_in)
    hands.click("main tbody tr a[data-row-key='r']")
    page.wait_for_url(re.compile(r"/renewals/offer\?line=\d+$"))
    hands.click("[data-main-action]")
    page.wait_for_url(QUOTE)
    assert hands.inputs <= MOST_CLICKS
    expect(page.locator("main h1 .badge")).to_contain_text("已发送")


def test_a_renewal_is_made_and_sent_by_keys_alone(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    hands = open_worklist(page, served, sign_in)
    hands.press("j")
    expect(page.locator("tr[aria-selected=true]")).to_have_count(1)
    hands.press("r")
    page.wait_for_url(re.compile(r"/renewals/offer\?line=\d+$"))
    hands.press("Control+Enter")
    page.wait_for_url(QUOTE)


def test_several_are_marked_and_renewed_by_keys_alone(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    hands = open_worklist(page, served, sign_in)
    for key in ("j", "x", "j", "x"):
        hands.press(key)
    expect(page.locator("main tbody input:checked")).to_have_count(2)
    hands.press("r")
    page.wait_for_url(re.compile(r"/renewals/offer\?line=\d+&line=\d+$"))
    hands.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="2 项中已制作并发送 2 项")).to_be_visible()
    expect(page.locator("main a[href*='/quotes/Q-']")).to_have_count(2)
