"""Keys that hold on every page: the list of keys, rows, tasks by number."""

import re

from playwright.sync_api import Page, expect

from lumencare.accounts.roles import Role
from tests.e2e.conftest import SignIn
from tests.e2e.served import Served


def test_a_question_mark_lists_the_keys_and_escape_closes_them(page: Page, sign_in: SignIn) -> None:
    sign_in(Role.SALES)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.focus("#q")
    page.keyboard.type("?")
    expect(page.locator("#help")).to_be_hidden()


def test_rows_are_walked_over_headings_and_opened(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    sign_in(Role.SALES)
    page.goto(f"{served.address}/windows/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    chosen = page.locator("tr[aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(chosen.locator("th a")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/systems/\d+/$"))


def test_a_number_opens_a_task_of_the_workbench(page: Page, sign_in: SignIn) -> None:
    sign_in(Role.SALES)
    address = page.locator("[data-key='2']").get_attribute("href") or ""
    page.keyboard.press("2")
    page.wait_for_url(re.compile(re.escape(address)))
