"""What holds for every page for customers on a phone, by account and by link: light, quiet, easy.

The general test of every page looks at those by account at a desk and by night as well.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.e2e.looks import AXE_RUN, Visitors
from tests.e2e.pages import Place, address_of
from tests.e2e.portal_pages import BY_ACCOUNT, BY_LINK, FOR_PARTNER, WAYS_IN
from tests.e2e.served import PHONE, Served, new_context

KILO = 1024
# As they come over the network: everything for who comes first, and again with a warm cache.
HEAVIEST_FIRST, HEAVIEST_AGAIN = 70 * KILO, 25 * KILO
MOST_REQUESTS, MOST_MOVED = 6, 0.05
NARROWEST = 320
HOTLINE = "tel:400-842-7731"

# What moved while the page came, without what followed on a tap.
WATCH = """
window.moved = 0;
window.watching = new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.moved += each.value;
});
window.watching.observe({ type: "layout-shift", buffered: true });
"""
MOVED = """() => {
  for (const each of window.watching.takeRecords()) window.moved += each.value;
  return window.moved;
}"""
CAME = """() => [...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource")].filter((each) => each.name.startsWith("http"))
  .map((each) => [each.name, each.transferSize])"""
# A thumb finds what is at least 40 pixels high; links within a line of text are read, not hit.
SMALL = """() => {
  const inText = "p a, small a, dd a, li.small a, .note a";
  const found = document.querySelectorAll("a, button, summary, select, textarea, input");
  return [...found].filter((each) => {
    if (!each.offsetParent || each.type === "hidden" || each.matches(inText)) return false;
    if (each.matches(".vh, .skip, .otp input")) return false;
    const ticked = each.matches("[type=checkbox], [type=radio]");
    const hit = ticked ? each.closest("label, .field") : each;
    return hit && hit.getBoundingClientRect().height < 39.5;
  }).map((each) => each.outerHTML.slice(0, 120));
}"""
WIDE = "document.documentElement.scrollWidth - innerWidth"
PLACES = (*WAYS_IN, *BY_ACCOUNT, *FOR_PARTNER, *BY_LINK)


@pytest.fixture(scope="module")
def visitors(browser: Browser, served: Served) -> Iterator[Visitors]:
    """Keep visitors over all pages: one with an account, one of a partner, one by link."""
    kept = Visitors(browser, served)
    yield kept
    kept.close()


@pytest.fixture
def phone_of(browser: Browser, visitors: Visitors, place: Place) -> Iterator[Page]:
    """Return the phone of who looks at a page, with an empty cache."""
    page = visitors.page_of(place.who)
    context = new_context(browser, PHONE, visitors.known[place.who])
    context.add_init_script(WATCH)
    fresh = context.new_page()
    fresh.goto(address_of(page, visitors.served, place), wait_until="networkidle")
    yield fresh
    context.close()


def came(page: Page) -> list[tuple[str, int]]:
    """Return what came over the network, and how heavy it was."""
    found: list[Any] = page.evaluate(CAME)
    return [(name, size) for name, size in found]


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.name)
def test_a_portal_page_is_light_quiet_and_within_reach(
    phone_of: Page, visitors: Visitors, place: Place
) -> None:
    """First and second visit within their budgets; thumbs, narrow screens, axe by day and night."""
    page, home = phone_of, visitors.served.address
    first = came(page)
    assert len(first) <= MOST_REQUESTS, first
    assert sum(size for _, size in first) <= HEAVIEST_FIRST, first
    assert [name for name, _ in first if not name.startswith(home)] == []
    assert page.evaluate(MOVED) <= MOST_MOVED
    assert page.locator(f"a[href='{HOTLINE}']").first.is_visible()
    assert page.locator("h1").count() == 1
    assert page.evaluate(SMALL) == []
    page.evaluate(AXE_SCRIPT)
    faults = page.evaluate(AXE_RUN)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    faults += page.evaluate(AXE_RUN)
    assert [(each["id"], each["nodes"][0]["target"]) for each in faults] == []
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    assert page.evaluate(WIDE) <= 0
    page.goto(page.url, wait_until="networkidle")
    again = came(page)
    assert sum(size for _, size in again) <= HEAVIEST_AGAIN, again
