"""What holds for every page, at a desk and on a phone, by day and by night, in both languages.

Each page is loaded once in each language; its tests share what was loaded, so they stay together.
"""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.looks import Look, Visitors
from tests.e2e.pages import PLACES, Place
from tests.e2e.portal_pages import PORTAL
from tests.e2e.served import DESK, PHONE, Served

LOOKS = [
    pytest.param(
        (place, language),
        id=f"{place.name}-{language}",
        marks=pytest.mark.xdist_group(f"{place.name}-{language}"),
    )
    for place in (*PLACES, *PORTAL)
    for language in ("zh", "en")
]
WAYS = [
    pytest.param(size, dark, id=f"{size[0]}-{'dark' if dark else 'light'}")
    for size in (DESK, PHONE)
    for dark in (False, True)
]
KILO = 1024
# First visit, compressed: pages, styles, scripts.
HEAVIEST = {"document": 25 * KILO, "stylesheet": 16 * KILO, "script": 25 * KILO}
MOST_REQUESTS = 6
# Pages that say that there is nothing, and answer so.
MISSING = {
    "not-found",
    "portal-link",
    "portal-stop",
    "offer-gone",
    "proposal-gone",
    "remote-link-gone",
}


@pytest.fixture(scope="module")
def visitors(browser: Browser, served: Served) -> Iterator[Visitors]:
    """Keep visitors signed in over all pages."""
    kept = Visitors(browser, served)
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def asked(request: pytest.FixtureRequest) -> tuple[Place, str]:
    """Return which page is looked at, and its language."""
    place, language = request.param
    return place, language


@pytest.fixture(scope="module")
def look(visitors: Visitors, asked: tuple[Place, str]) -> Iterator[Look]:
    """Keep a page open for all tests that look at it."""
    with visitors.look(*asked) as opened:
        yield opened


@pytest.mark.parametrize("asked", LOOKS, indirect=True)
@pytest.mark.parametrize(("size", "dark"), WAYS)
def test_a_page_is_sound(
    look: Look, asked: tuple[Place, str], size: tuple[int, int], *, dark: bool
) -> None:
    """No fault for axe, nothing wider than the screen, no complaint in the console, one heading."""
    place, language = asked
    look.turn(size, dark=dark)
    found = look.faults()
    wide = look.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    complaints = look.complaints
    if place.name in MISSING:
        complaints = [each for each in complaints if "404" not in each]
    assert complaints == []
    assert found == []
    assert wide <= 0
    assert look.page.locator("h1").count() == 1
    shown = look.page.locator("html").get_attribute("lang")
    assert shown == ("en" if language == "en" else "zh-Hans")


@pytest.mark.parametrize("asked", LOOKS, indirect=True)
def test_a_first_visit_is_light(look: Look, visitors: Visitors) -> None:
    """Few requests, and little to load for somebody who comes for the first time."""
    sizes = dict.fromkeys(HEAVIEST, 0)
    for each in look.answers:
        # What leads elsewhere has no body of its own; it counts as a request.
        if each.request.resource_type in sizes and not 300 <= each.status < 400:
            sizes[each.request.resource_type] += len(gzip.compress(each.body()))
    addresses = [each.url for each in look.answers if not each.url.startswith("data:")]
    assert {kind: size for kind, size in sizes.items() if size > HEAVIEST[kind]} == {}
    assert len(addresses) <= MOST_REQUESTS, addresses
    assert all(each.startswith(visitors.served.address) for each in addresses)
