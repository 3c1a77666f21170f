"""The hotline while somebody calls: who pays in two inputs, somebody sent by two clicks."""

import re

from playwright.sync_api import Page, expect

from lumencare.accounts.roles import Role
from tests.e2e.conftest import SignIn
from tests.e2e.served import Served
from tests.e2e.test_quote_flow import Hands

MOST_INPUTS, MOST_CLICKS = 2, 2


def test_who_pays_is_said_after_at_most_two_inputs(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    sign_in(Role.SUPPORT)
    page.goto(f"{served.address}/desk/")
    hands = Hands(page)
    # Known callers have theirs beside the queue at once: no input at all.
    expect(page.locator("#detail .answer h2")).to_contain_text("。")
    hands.inputs += 1
    page.keyboard.press("Control+k")
    page.keyboard.type("0008")
    expect(page.locator("#hits .caller a b").first).to_contain_text("年")
    assert hands.inputs <= MOST_INPUTS


def in_time(page: Page) -> str:
    """Return the first case of the queue to which somebody can still come in time.

    Which ones they are depends on the hour: a slot that is too late asks for a reason first.
    """
    links = page.locator("#queue .tk a[href$='/candidates']")
    for path in links.evaluate_all("all => all.map(each => each.getAttribute('href'))"):
        if "最合适" in page.request.get(f"{page.url.split('/desk')[0]}{path}").text():
            return str(path.split("/")[-2])
    raise AssertionError("nobody can come to any case in time")


def test_somebody_is_sent_by_two_clicks_and_taken_back(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    sign_in(Role.COORDINATOR)
    page.goto(f"{served.address}/desk/?tab=unassigned")
    hands = Hands(page)
    number = in_time(page)
    hands.click(f"[data-case='{number}'] a[href$='/candidates']")
    page.wait_for_url(re.compile(r"/candidates$"))
    hands.click("form.cand button")
    page.wait_for_url(re.compile(rf"/desk/\?case={number}"))
    assert hands.inputs <= MOST_CLICKS
    expect(page.locator("#who .cand")).to_contain_text("已安排")
    page.locator("#who .cand button").click()
    expect(page.locator("#who form.cand").first).to_be_visible()


def test_rows_are_walked_by_keys_and_the_panel_follows(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    sign_in(Role.SUPPORT)
    page.goto(f"{served.address}/desk/")
    second = page.locator("#queue .tk").nth(1).get_attribute("data-case") or ""
    page.keyboard.press("j")
    expect(page.locator("#detail")).to_contain_text(second)
    expect(page.locator(f"#t-{second}")).to_be_focused()
