"""A walk with one made-up system through everything that can happen to it: the README's tour.

`STEPS` is the only list of its steps. Each walks its own way by the buttons that the README names;
`tests/house/test_tour.py` and `tests/e2e/test_tour.py` see that the README tells the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from lumencare.accounts.roles import ROLE_NAMES, Role
from tests.e2e import served as office
from tests.e2e.served import ROOT, Served
from tests.e2e.test_phone_flow import PICTURE

SITE = "拾光中心"
FAULT = "Lobby lights do not dim"
PART, SERIAL = "QSN-4A5-S", "S-0902-17"
ENGINEER = "顾峰"
ON_PHONES = frozenset({Role.CUSTOMER, Role.ENGINEER})
HEADING = "### A walk with one system"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk: what it is called, who takes it, and how."""

    name: str
    roles: tuple[Role, ...]
    walk: Callable[["Tour"], None]

    @property
    def title(self) -> str:
        """What stands at the head of its line in the README."""
        people = ", ".join(ROLE_NAMES[each].en for each in self.roles)
        return f"{self.name} ({people})"


@dataclass
class Tour:
    """Who walks, and which buttons were pressed on the way."""

    browser: Browser
    served: Served
    pages: dict[Role, Page] = field(default_factory=dict)
    pressed: list[str] = field(default_factory=list)
    case: str = ""

    def as_(self, role: Role, path: str) -> Page:
        """Open a page as the person of a role, who signs in once."""
        if role not in self.pages:
            size = office.PHONE if role in ON_PHONES else office.DESK
            self.pages[role] = office.new_context(self.browser, size).new_page()
            office.sign_in(self.pages[role], self.served, role)
        self.pages[role].goto(f"{self.served.address}/en{path}")
        return self.pages[role]

    def press(self, where: Page | Locator, label: str) -> None:
        """Press what carries a label, and remember that the walk needed it."""
        self.pressed.append(label)
        words = re.compile(rf"^\s*{re.escape(label)}")
        found = where.locator("a, button, summary, label").filter(has_text=words, visible=True)
        found.first.click()

    def close(self) -> None:
        """Let everybody go."""
        for each in self.pages.values():
            each.context.close()


def see_window(tour: Tour) -> None:
    """PW-1: the purchase window closes in 25 days."""
    page = tour.as_(Role.SALES, "/")
    tour.press(page, "Windows")
    row = page.locator("main tr").filter(has_text=SITE)
    expect(row).to_contain_text("25")
    tour.press(row, "Quote")
    page.wait_for_url(re.compile(r"/systems/\d+/quote"))


def make_quote(tour: Tour) -> None:
    """The dearest plan that is open is chosen already; the customer accepts it on a phone."""
    page = tour.pages[Role.SALES]
    tour.press(page, "Make the quote PDF")
    page.wait_for_url(re.compile(r"/quotes/Q-[\d-]+/$"))
    tour.press(page, "Make a link to hand over")
    phone = customer_at_site(tour)
    tour.press(phone, "Read and accept")
    phone.get_by_label("Name of who accepts").fill("方圆")
    phone.get_by_label("I have read this quotation").check()
    tour.press(phone, "Accept")
    expect(phone.get_by_role("heading", name="Accepted, thank you")).to_be_visible()


def bring_contract_into_force(tour: Tour) -> None:
    """D-17: it opened by itself; with the signature it takes effect."""
    page = tour.as_(Role.COORDINATOR, "/")
    tour.press(page, "Contracts")
    tour.press(page, "To be signed")
    page.locator("main tr").filter(has_text=SITE).locator("a[href*='/contracts/C-']").click()
    page.get_by_label("Who signed for the customer").fill("方圆")
    tour.press(page, "Record the signature")
    expect(page.locator("main h1")).to_contain_text("In force")


def report_fault(tour: Tour) -> None:
    """Who pays and by when is told before it is sent."""
    phone = customer_at_site(tour)
    tour.press(phone, "Report a fault")
    expect(phone.locator("main .pick small").first).to_contain_text("24-hour response")
    phone.get_by_label("What is broken?").fill(FAULT)
    phone.get_by_label("Where in the building").fill("Lobby")
    phone.locator("#files").set_input_files(PICTURE)  # type: ignore[arg-type]
    tour.press(phone, "Send the report")
    expect(phone.get_by_role("heading", name=FAULT)).to_be_visible()
    tour.case = phone.url.rstrip("/").rsplit("/", 1)[1]


def visit_site(tour: Tour) -> None:
    """SC-4, D-7: the best engineer is sent, the customer agrees, the phone closes the visit."""
    desk = tour.as_(Role.COORDINATOR, "/")
    tour.press(desk, "Desk")
    desk.locator(f"#t-{tour.case}").click()
    who = desk.locator("#who")
    expect(desk.locator("#detail")).to_contain_text(tour.case)
    expect(who.locator(".cand").first).to_be_visible()
    tour.press(who, f"Send {ENGINEER}")
    visit = who.locator("a[href*='/visits/V-']").first.inner_text()
    who.locator("a[href*='/visits/V-']").first.click()
    tour.press(desk, "The customer was asked")
    phone = customer_at_site(tour)
    tour.press(phone.locator("main .card").filter(has_text=FAULT), "Yes")
    pocket = tour.as_(Role.ENGINEER, f"/phone/visits/{visit}/")
    tour.press(pocket, "On site")
    pocket.locator("#part_number").fill(PART)
    pocket.locator("#faulty_serial").fill(SERIAL)
    tour.press(pocket, "Add the part")
    tour.press(pocket, "The fault is gone")
    tour.press(pocket, "Nobody can sign")
    pocket.locator("#unsigned_why").fill("Signed on the portal")
    tour.press(pocket, "Done")
    expect(pocket.get_by_role("heading", name="This visit is over")).to_be_visible()
    phone = customer_at_site(tour)
    tour.press(phone, "Sign the report of visit")
    phone.get_by_label("The work described above was done on site.").check()
    tour.press(phone, "Sign")
    expect(phone.locator("main .note.ok")).to_be_visible()


def replace_part(tour: Tour) -> None:
    """PP-2, SC-7: the claim was opened on the phone; the clerk hands the part out."""
    page = tour.as_(Role.CLERK, "/")
    tour.press(page, "Claims")
    page.locator("main tr").filter(has_text=SITE).locator("a[href*='/claims/P-']").first.click()
    expect(page.locator("main")).to_contain_text("The replacement part is free.")
    for label in ("Reserve a part", "Issue the part", "The part is fitted"):
        tour.press(page, label)
        page.locator("main [data-main-action]").click()
    expect(page.locator("main h1")).to_contain_text("Fitted")


def connect_remotely(tour: Tour) -> None:
    """RS-1, RS-2: nobody connects before the customer signed; then they read what was done."""
    page = tour.as_(Role.SUPPORT, f"/cases/{tour.case}/")
    tour.press(page, "May I connect")
    tour.press(page, "Who signs, how we connect, who may")
    page.get_by_label("Their e-mail address").fill("")
    page.get_by_label("Their telephone").fill("13800136022")
    tour.press(page, "Send the link")
    page.locator("main a[href*='/remote/agreements/RA-']").first.click()
    link = read(page, r"http://\S+/r/\S+")
    tour.press(page, "Read a code out")
    code = read(page, r"\b\d{6}\b")
    phone = tour.as_(Role.CUSTOMER, "/portal/")
    phone.goto(link.replace("/r/", "/en/r/"))
    phone.locator("#code").fill(code)
    tour.press(phone, "Agree and sign")
    expect(phone.locator("#signed")).to_be_visible()
    page = tour.as_(Role.SUPPORT, f"/cases/{tour.case}/remote")
    # What is asked before each session; that it works on the database is said only where it does.
    asked = page.locator("main .before").filter(has=page.locator("[name^=check-]"))
    for each in asked.all():
        each.locator("[type=checkbox]").check()
        for note in each.locator("[type=text], input:not([type])").all():
            note.fill("方圆")
    tour.press(page, "Start the session")
    tour.press(page, "End the session")
    page.locator("main textarea").fill("Gateway restarted, scenes tried")
    page.locator("main [data-main-action]").click()
    phone.reload()
    expect(phone.locator("main")).to_contain_text("Gateway restarted, scenes tried")


def renew_plan(tour: Tour) -> None:
    """D-15: two taps to next year's quotation; accepted, the contract goes on."""
    phone = customer_at_site(tour)
    tour.press(phone, "Renew for")
    tour.press(phone, "Renew on these terms")
    phone.get_by_label("Name of who accepts").fill("方圆")
    phone.get_by_label("I have read this quotation").check()
    tour.press(phone, "Accept")
    expect(phone.get_by_role("heading", name="Accepted, thank you")).to_be_visible()


def upgrade_system(tour: Tour) -> None:
    """SY-1 to SY-4: proposed from the catalogue, accepted on a phone, handed over with evidence."""
    page = tour.as_(Role.SALES, f"/sites/?q={SITE}")
    page.locator("main a[href*='/sites/']").filter(has_text=SITE).first.click()
    page.locator("main a[href*='/systems/']").filter(has_text=SITE).first.click()
    tour.press(page, "Begin a proposal")
    tour.press(page, "Make the draft")
    tour.press(page, "Hardware")
    page.get_by_label("Part number").fill("AP-1")
    page.get_by_label("Quantity").fill("1")
    tour.press(page, "Save")
    tour.press(page, "Issue it")
    tour.press(page, "Make a link to hand over")
    phone = customer_at_site(tour)
    tour.press(phone, "Compare and accept")
    phone.get_by_label("Name of who accepts").fill("方圆")
    phone.get_by_label("I have read this proposal").check()
    tour.press(phone, "Accept")
    expect(phone.get_by_role("heading", name="Accepted, thank you")).to_be_visible()
    page = tour.as_(Role.COORDINATOR, "/")
    tour.press(page, "Upgrades")
    tour.press(page, "Accepted")
    page.locator("main tr").filter(has_text=SITE).locator("a[href*='/upgrades/U-']").first.click()
    tour.press(page, "Hand the upgrade over")
    page.get_by_label("Taken over by").fill("方圆")
    page.get_by_label("The signed handover").set_input_files(PICTURE)  # type: ignore[arg-type]
    page.get_by_label("What stays of the old hardware").fill("700000")
    page.get_by_label("Part number: 处理器").fill("QP-2")
    tour.press(page, "Record the handover")
    page.locator("main a[href*='/systems/']").filter(has_text="-U1").click()
    expect(page.locator("main")).to_contain_text("What may be bought now")


def read(page: Page, pattern: str) -> str:
    """Wait for words of some form on a page, and return them: an earlier page may still stand."""
    main = page.locator("main")
    expect(main).to_contain_text(re.compile(pattern), use_inner_text=True)
    found = re.search(pattern, main.inner_text())
    assert found
    return found[0]


def customer_at_site(tour: Tour) -> Page:
    """Open the customer's home page of the site, by the list of sites."""
    phone = tour.as_(Role.CUSTOMER, "/portal/")
    phone.locator(".sites summary").click()
    phone.locator(".sites .menu a").filter(has_text="Shiguang Centre").click()
    expect(phone.locator(".sites summary b")).to_have_text("Shiguang Centre")
    return phone


STEPS: tuple[Step, ...] = (
    Step("Window", (Role.SALES,), see_window),
    Step("Quote", (Role.SALES, Role.CUSTOMER), make_quote),
    Step("Contract", (Role.COORDINATOR,), bring_contract_into_force),
    Step("Fault", (Role.CUSTOMER,), report_fault),
    Step("Visit", (Role.COORDINATOR, Role.CUSTOMER, Role.ENGINEER), visit_site),
    Step("Part", (Role.CLERK,), replace_part),
    Step("Remote session", (Role.SUPPORT, Role.CUSTOMER), connect_remotely),
    Step("Renewal", (Role.CUSTOMER,), renew_plan),
    Step("Upgrade", (Role.SALES, Role.CUSTOMER, Role.COORDINATOR), upgrade_system),
)


def told_in_readme(readme: Path = ROOT / "README.md") -> list[tuple[str, list[str]]]:
    """Return the steps that the README tells: the title of each, and what is pressed in it."""
    text = readme.read_text(encoding="utf-8").partition(HEADING)[2].partition("\n## ")[0]
    lines = re.findall(r"^\d+\. \*\*(.+?)\*\*[:.] (.*(?:\n {3}.*)*)", text, re.M)
    return [(title, re.findall(r"`([^`]+)`", words)) for title, words in lines]
