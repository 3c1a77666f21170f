"""From what waits to somebody who is sent: two clicks at the board, or keys alone; and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from lumencare.accounts.roles import Role
from tests.e2e.conftest import SignIn
from tests.e2e.served import Served
from tests.e2e.test_quote_flow import Hands

MOST_CLICKS = 2
# The second that waits: before it may stand a yearly visit that is late already, and so asks why.
ITEM = ".pool .item >> nth=1"
SENT = re.compile(r"/dispatch/\?day=\d{4}-\d\d-\d\d&undo=V-[\d-]+$")


@pytest.fixture(scope="module")
def served(untouched: Served) -> Served:
    """Begin with an office in which nobody else was sent anywhere."""
    return untouched


def open_board(page: Page, served: Served, sign_in: SignIn) -> Hands:
    """Open the board as a coordinator."""
    sign_in(Role.COORDINATOR)
    page.goto(f"{served.address}/dispatch/")
    return Hands(page)


def test_somebody_is_sent_by_two_clicks_and_taken_back(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    hands = open_board(page, served, sign_in)
    waiting = page.locator(".pool .item").count()
    hands.click(ITEM)
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
    hands = open_board(page, served, sign_in)
    page.locator(ITEM).focus()
    hands.press("Enter")
    page.wait_for_selector(".fit button")
    expect(page.locator(".ghost:focus, .fit button:focus")).to_have_count(1)
    hands.press("Enter")
    page.wait_for_url(SENT)


FREE = """slots => slots.find(([engineer, place]) => {
  const at = `[data-engineer="${engineer}"][data-place="${place}"]`;
  const cell = document.querySelector(`#board ${at}`);
  if (!cell) return false;
  cell.scrollIntoView({ block: "center" });
  const box = cell.getBoundingClientRect();
  return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === cell;
})"""
SLOTS = "all => all.map(each => [each.dataset.engineer, each.dataset.place])"


def test_somebody_is_sent_by_dragging_onto_a_slot_that_fits(
    page: Page, served: Served, sign_in: SignIn
) -> None:
    """Dragging is an addition: the same slot is a click away."""
    open_board(page, served, sign_in)
    waiting = page.locator(".pool .item").count()
    for place in range(waiting):
        page.goto(f"{served.address}/dispatch/")
        page.locator(".pool .item").nth(place).click()
        page.wait_for_selector(".fit")
        slots = page.locator("#board .ghost").evaluate_all(SLOTS)
        page.goto(f"{served.address}/dispatch/")
        free = page.evaluate(FREE, slots)
        if free:
            break
    else:
        raise AssertionError("nothing that waits fits into this week's board")
    engineer, at = free
    cell = page.locator(f'#board [data-engineer="{engineer}"][data-place="{at}"]')
    page.locator(".pool .item").nth(place).drag_to(cell)
    page.wait_for_url(SENT)
    expect(page.locator(".pool .item")).to_have_count(waiting - 1)
    page.keyboard.press("Control+z")
    expect(page.locator(".pool .item")).to_have_count(waiting)
