"""What holds for every page, at a desk and on a phone, by day and by night, in both languages."""

import gzip
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response

from lumencare.accounts.roles import Role
from tests.e2e.pages import PLACES, Place, open_place
from tests.e2e.served import DESK, PHONE, Served, new_context, sign_in

AXE = Axe()
WAYS = [
    pytest.param(size, dark, id=f"{size[0]}-{'dark' if dark else 'light'}")
    for size in (DESK, PHONE)
    for dark in (False, True)
]
KILO = 1024
# First visit, compressed: pages, styles, scripts.
HEAVIEST = {"document": 25 * KILO, "stylesheet": 16 * KILO, "script": 25 * KILO}
MOST_REQUESTS = 6


class Visitors:
    """Browsers in which somebody is signed in, one for each role, size and theme."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self.browser, self.served = browser, served
        self.contexts: dict[tuple[Role | None, tuple[int, int], bool], BrowserContext] = {}

    def page(self, role: Role | None, size: tuple[int, int], *, dark: bool) -> Page:
        """Return a fresh page of the visitor."""
        wanted = (role, size, dark)
        if wanted not in self.contexts:
            self.contexts[wanted] = new_context(self.browser, size, dark=dark)
            if role is not None:
                entered = self.contexts[wanted].new_page()
                sign_in(entered, self.served, role)
                entered.close()
        return self.contexts[wanted].new_page()


@pytest.fixture(scope="module")
def visitors(browser: Browser, served: Served) -> Iterator[Visitors]:
    """Keep visitors signed in over all pages."""
    kept = Visitors(browser, served)
    yield kept
    for each in kept.contexts.values():
        each.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("size", "dark"), WAYS)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_is_sound(
    visitors: Visitors, place: Place, size: tuple[int, int], *, dark: bool, language: str
) -> None:
    """No fault for axe, nothing wider than the screen, no complaint in the console, one heading."""
    page = visitors.page(place.role, size, dark=dark)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    open_place(page, visitors.served, place, language)
    found = [
        f"{each['id']}: {node['target']}"
        for each in AXE.run(page).response["violations"]
        for node in each["nodes"][:3]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    headings = page.locator("h1").count()
    shown = page.locator("html").get_attribute("lang")
    page.close()
    if place.name == "not-found":
        complaints = [each for each in complaints if "404" not in each]
    assert complaints == []
    assert found == []
    assert wide <= 0
    assert headings == 1
    assert shown == ("en" if language == "en" else "zh-Hans")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_first_visit_is_light(browser: Browser, visitors: Visitors, place: Place) -> None:
    """Few requests, and little to load for somebody who comes for the first time."""
    known = visitors.page(place.role, DESK, dark=False).context.storage_state()
    context = browser.new_context(storage_state=known, locale="zh-CN")
    page = context.new_page()
    answers: list[Response] = []

    # Playwright looks into what it calls, and cannot look into a list's own method.
    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    open_place(page, visitors.served, place)
    if place.leads:
        answers.clear()
        context.clear_cookies()
        context.add_cookies(known["cookies"])
        session = context.new_cdp_session(page)
        session.send("Network.clearBrowserCache")
        page.reload()
    page.wait_for_load_state("networkidle")
    sizes = dict.fromkeys(HEAVIEST, 0)
    for each in answers:
        if each.request.resource_type in sizes:
            sizes[each.request.resource_type] += len(gzip.compress(each.body()))
    addresses = [each.url for each in answers if not each.url.startswith("data:")]
    context.close()
    assert {kind: size for kind, size in sizes.items() if size > HEAVIEST[kind]} == {}
    assert len(addresses) <= MOST_REQUESTS, addresses
    assert all(each.startswith(visitors.served.address) for each in addresses)
