"""From nothing to a quotation's PDF while talking to a customer: at most six inputs, keys alone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from lumencare.accounts.roles import Role
from tests.e2e.conftest import SignIn
from tests.e2e.served import Served
from tests.e2e.served import sign_in as enter

MOST_INPUTS = 6
OPEN_WINDOW = "/windows/"


class Hands:
    """Counts what a person does; letters typed into one field are one input."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.inputs = 0

    def press(self, keys: str) -> None:
        """Press a key or a chord."""
        self.inputs += 1
        self.page.keyboard.press(keys)

    def search(self, letters: str) -> None:
        """Go to the search field, type some letters, open what is found."""
        self.inputs += 1
        self.page.keyboard.press("Control+k")
        self.page.keyboard.type(letters)
        self.page.keyboard.press("Enter")

    def click(self, where: str) -> None:
        """Click something."""
        self.inputs += 1
        self.page.click(where)


@pytest.fixture
def letters(page: Page, served: Served, sign_in: SignIn) -> str:
    """Return four characters that find one system whose purchase window is open."""
    sign_in(Role.SALES)
    page.goto(f"{served.address}{OPEN_WINDOW}")
    address = page.locator("main a[href*='/systems/']").first.get_attribute("href") or ""
    page.goto(f"{served.address}{address}")
    found = re.search(r"[A-Z]+-?(\d{4,})", page.locator("main").inner_text())
    assert found
    page.goto(served.address)
    return found[1][-4:]


def test_a_quote_is_made_with_keys_alone(page: Page, letters: str) -> None:
    hands = Hands(page)
    hands.search(letters)
    page.wait_for_url(re.compile(r"/systems/\d+/$"))
    hands.press("Control+Enter")
    page.wait_for_url(re.compile(r"/systems/\d+/quote$"))
    hands.press("6")
    expect(page.locator("#draft .grand")).to_be_visible()
    hands.press("r")
    expect(page.locator("#draft input[name=response]:checked")).not_to_have_value("standard")
    hands.press("Control+Enter")
    page.wait_for_url(re.compile(r"/quotes/Q-[\d-]+/$"))
    assert hands.inputs <= MOST_INPUTS
    expect(page.locator("img.sheet").first).to_be_visible()
    expect(page.locator("a[href$='/pdf']")).to_be_visible()


def test_arrows_move_the_plan_and_the_focus_stays(page: Page, letters: str) -> None:
    hands = Hands(page)
    hands.search(letters)
    page.wait_for_url(re.compile(r"/systems/\d+/$"))
    hands.press("Control+Enter")
    page.wait_for_url(re.compile(r"/systems/\d+/quote$"))
    page.focus("#plan-none")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#draft .lines .amt")).to_have_count(1)
    first = page.locator("#draft .grand b").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#draft .grand b")).not_to_have_text(first)
    assert page.evaluate("document.activeElement.name") == "plan"
    assert "plan=" in page.url


def test_a_quote_is_made_without_scripts(browser: Browser, served: Served) -> None:
    visitor = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = visitor.new_page()
    enter(page, served, Role.SALES)
    page.goto(f"{served.address}/windows/")
    address = page.locator("main a[href*='/quote']").first.get_attribute("href") or ""
    page.goto(f"{served.address}{address.partition('?')[0]}")
    page.click("label[for='plan-part-care-plus-service-care']")
    page.click("#draft button:has-text('重新计算')")
    expect(page.locator("#draft .grand b")).to_be_visible()
    page.click("[data-main-action]")
    expect(page).to_have_url(re.compile(r"/quotes/Q-[\d-]+/$"))
    visitor.close()
