"""A page as somebody sees it who comes for the first time, and what can be said about it then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Response, StorageState

from tests.e2e.pages import Place, address_of
from tests.e2e.served import DESK, PHONE, Served, Who, come_in, new_context

AXE_RUN = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"


@dataclass
class Look:
    """A loaded page with what came over the network and into the console meanwhile.

    It is turned into another size or theme without being loaded anew.
    """

    page: Page
    answers: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def load(self, address: str) -> None:
        """Open an address and wait until nothing more comes; axe is brought along once."""
        self.page.on("response", self._keep)
        self.page.on("console", lambda said: self._complain(said.text, said.type))
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.goto(address, wait_until="networkidle")
        self.page.remove_listener("response", self._keep)
        self.page.evaluate(AXE_SCRIPT)

    def turn(self, size: tuple[int, int], *, dark: bool) -> None:
        """Show the page on another screen, by day or by night, at once: colours do not fade."""
        self.page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        if self.page.viewport_size == {"width": size[0], "height": size[1]}:
            return
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        session = self.page.context.new_cdp_session(self.page)
        session.send("Emulation.setTouchEmulationEnabled", {"enabled": size == PHONE})
        session.detach()

    def faults(self) -> list[str]:
        """Return what axe finds, with the first places of each kind."""
        return [
            f"{each['id']}: {node['target']}"
            for each in self.page.evaluate(AXE_RUN)
            for node in each["nodes"][:3]
        ]

    # Playwright looks into what it calls, and cannot look into a list's own method.
    def _keep(self, answer: Response) -> None:
        self.answers.append(answer)

    def _complain(self, text: str, kind: str = "error") -> None:
        if kind == "error":
            self.complaints.append(text)


class Visitors:
    """People who came in, one for each role and one by link, once for all pages."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self.browser, self.served = browser, served
        self.pages: dict[Who, Page] = {}
        self.known: dict[Who, StorageState] = {}

    @contextmanager
    def look(self, place: Place, language: str) -> Iterator[Look]:
        """Open a page with an empty cache: in Chinese at a desk, in English on a phone."""
        address = address_of(self.page_of(place.who), self.served, place, language)
        context = new_context(
            self.browser, DESK if language == "zh" else PHONE, self.known[place.who]
        )
        try:
            look = Look(context.new_page())
            look.load(address)
            yield look
        finally:
            context.close()

    def close(self) -> None:
        """Let everybody go."""
        for each in self.pages.values():
            each.context.close()

    def page_of(self, who: Who) -> Page:
        """Return the page of somebody who came in, opened once."""
        if who not in self.pages:
            self.pages[who] = new_context(self.browser).new_page()
            come_in(self.pages[who], self.served, who)
            self.known[who] = self.pages[who].context.storage_state()
        return self.pages[who]
