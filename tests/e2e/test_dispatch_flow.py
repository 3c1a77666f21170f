"""From what waits to somebody who is sent: two clicks at the board, or keys alone; and back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lumencare.accounts.roles import Role
from tests.e2e.conftest import SignIn
from tests.e2e.served import Served
from tests.e2e.test_quote_flow import Hands

MOST_CLICKS = 2
TO_BE_ASSIGNED = "all => all.map(each => each.dataset.number)"
SENT = re.compile(r"/dispatch/\?day=\d{4}-\d\d-\d\d&undo=V-[\d-]+$")
FREE = """slots => slots.find(([engineer, place]) => {
  const at = `[data-engineer="${engineer}"][data-place="${place}"]`;
  const cell = document.querySelector(`#board ${at}`);
  if (!cell) return false;
  cell.scrollIntoView({ block: "center" });
  const box = cell.getBoundingClientRect();
  return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === cell;
})"""
SLOTS = "all => all.map(each => [each.dataset.engineer, each.dataset.place])"


@pytest.fixture(scope="module")
def served(untouched: Served) -> Served:
    """Begin with an office in which nobody else was sent anywhere."""
    return untouched


def open_board(page: Page, served: Served, sign_in: SignIn, *, free: bool = False) -> list[str]:
    """Open the board as a coordinator, in a week in which something that waits fits in time.

    Return it as a selector, then the engineer and the place of a slot that lies `free` to drop on.

    What it is depends on the hour: a slot that is too late asks for a reason first, and on a
    Friday evening nothing fits before the next week, to which the page then leads.
    """
    sign_in(Role.COORDINATOR)
    board = f"{served.address}/dispatch/"
    page.goto(board)
    for number in page.locator(".pool .item").evaluate_all(TO_BE_ASSIGNED):
        page.goto(f"{board}?r={number}")
        if page.locator("a[data-week]").count():
            page.locator("a[data-week]").click()
        day = parse_qs(urlsplit(page.url).query).get("day", [""])[0]
        ghosts = page.locator("#board .ghost").evaluate_all(SLOTS)
        in_time = page.locator(".fit li:first-child button.ok").count()
        page.goto(f"{board}?day={day}")
        slot = (page.evaluate(FREE, ghosts) or []) if free else ["", ""]
        if in_time and slot:
            return [f".pool .item[data-number='{number}']", *slot]
    raise AssertionError("nobody can come in time to anything that waits")


def test_somebody_is_sent_by_two_clicks_and_taken_back(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    item, *_ = open_board(page, served, sign_in)
    hands = Hands(page)
    waiting = page.locator(".pool .item").count()
    hands.click(item)
    page.wait_for_selector(".fit button")
    hands.click(
        "#board .ghost >> nth=0" if page.locator("#board .ghost").count() else ".fit button"
    )
    page.wait_for_url(SENT)
    assert hands.inputs <= MOST_CLICKS
    expect(page.locator(".pool .item")).to_have_count(waiting - 1)
    page.keyboard.press("Control+z")
    expect(page.locator(".pool .item")).to_have_count(waiting)


def test_somebody_is_sent_by_keys_alone(page: Page, served: Served, sign_in: SignIn) -> None:
    item, *_ = open_board(page, served, sign_in)
    hands = Hands(page)
    page.locator(item).focus()
    hands.press("Enter")
    page.wait_for_selector(".fit button")
    expect(page.locator(".ghost:focus, .fit button:focus")).to_have_count(1)
    hands.press("Enter")
    page.wait_for_url(SENT)


def test_somebody_is_sent_by_dragging_onto_a_slot_that_fits(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    """Dragging is an addition: the same slot is a click away."""
    item, engineer, at = open_board(page, served, sign_in, free=True)
    waiting = page.locator(".pool .item").count()
    cell = page.locator(f'#board [data-engineer="{engineer}"][data-place="{at}"]')
    page.locator(item).drag_to(cell)
    page.wait_for_url(SENT)
    expect(page.locator(".pool .item")).to_have_count(waiting - 1)
    page.keyboard.press("Control+z")
    expect(page.locator(".pool .item")).to_have_count(waiting)
