"""The pages that every general test walks through: who opens them, and where they are."""

from dataclasses import dataclass

from playwright.sync_api import Page

from lumencare.accounts.roles import Role
from tests.e2e.served import Served, Who


@dataclass(frozen=True, slots=True)
class Place:
    """A page by a short name; `leads` is followed from `path` where the address is not known.

    `who` opens it: see `served.Who`.
    """

    name: str
    path: str
    who: Who = Role.MANAGER
    leads: str = ""


PLACES = (
    Place("sign-in", "/account/login/", None),
    Place("check", "/check/", None),
    Place("check-wrong", f"/check/C-2601-001?hash={'0' * 32}", None),
    Place("workbench", "/"),
    Place("search", "/search?q=bj"),
    Place("workbench-own", "/", Role.CUSTOMER),
    Place("import", "/sites/import"),
    Place("sites", "/sites/"),
    Place("site", "/sites/1/"),
    Place("site-new", "/sites/new"),
    Place("readiness", "/sites/readiness"),
    Place("record-new", "/sites/1/records/new"),
    Place("processor", "/systems/1/processor"),
    Place("project", "/systems/1/"),
    Place("systems", "/systems/"),
    Place("organizations", "/organizations/"),
    Place("organization", "/organizations/1/"),
    Place("desk-report", "/desk/report"),
    Place("desk-promises", "/desk/promises"),
    Place("quotes", "/quotes/"),
    Place("quote", "/quotes/", leads="main a[href*='/quotes/Q-']"),
    Place("contracts", "/contracts/"),
    Place("contract", "/contracts/?state=active", leads="main a[href*='/contracts/C-']"),
    Place("contract-unsigned", "/contracts/?state=draft", leads="main a[href*='/contracts/C-']"),
    Place("contract-chain", "/contracts/?plan=part-care-plus-annual", leads="main th a"),
    Place("drift", "/contracts/drift/"),
    Place("contract-drifted", "/contracts/drift/", leads="main td a[href*='/contracts/C-']"),
    Place("desk", "/desk/"),
    Place("case", "/desk/", leads="#detail h2 a"),
    Place("case-new", "/desk/new?q=0008"),
    Place("case-step", "/desk/", leads="#detail .acts a"),
    Place("candidates", "/desk/?tab=unassigned", leads="main a[href$='/candidates']"),
    Place("builder", "/systems/1/quote"),
    Place("catalogue", "/stock/catalogue/"),
    Place("catalogue-part", "/stock/catalogue/?state=obsolete", leads="main th a"),
    Place("catalogue-edit", "/stock/catalogue/edit/QSN-4A5-S", Role.CLERK),
    Place("price-lists", "/stock/catalogue/price-lists/"),
    Place("price-list-new", "/stock/catalogue/price-lists/new"),
    Place("last-time-buy", "/stock/catalogue/last-time-buy"),
    Place("radar", "/system-care/"),
    Place("leads", "/system-care/leads/"),
    Place("lead", "/system-care/leads/", leads="main th a"),
    Place("lead-lost", "/system-care/leads/?state=lost", leads="main th a"),
    Place("lead-new", "/systems/1/lead"),
    Place("system-catalogue", "/system-care/catalogue/"),
    Place("system-of-catalogue", "/system-care/catalogue/HWI/"),
    Place("system-of-catalogue-edit", "/system-care/catalogue/QUANTUM/edit"),
    Place("system-catalogue-import", "/system-care/catalogue/import"),
    Place("software-noted", "/systems/1/software"),
    Place("windows", "/windows/"),
    Place("renewals", "/renewals/"),
    Place("renewal", "/renewals/", leads="main a[data-row-key]"),
    Place("stock", "/stock/", Role.CLERK),
    Place("stock-levels", "/stock/levels", Role.CLERK),
    Place("stock-part", "/stock/parts/QSN-4A5-S", Role.CLERK),
    Place("stock-reservations", "/stock/reservations/", Role.CLERK),
    Place("stock-supplies", "/stock/supplies/", Role.CLERK),
    Place("stock-loans", "/stock/loans/", Role.CLERK),
    Place("stock-counts", "/stock/counts/", Role.CLERK),
    Place("stock-count", "/stock/counts/CT-00001/", Role.CLERK),
    Place("stock-moves", "/stock/moves/", Role.CLERK),
    Place("stock-place", "/stock/places/SH/", Role.CLERK),
    Place("stock-bag", "/stock/bag", Role.ENGINEER),
    Place("claims", "/claims/"),
    Place("claim", "/claims/", leads="main a[href*='/claims/P-']"),
    Place("claims-report", "/claims/report"),
    Place("proposals", "/proposals/"),
    Place("proposal", "/proposals/?state=sent", leads="main a[href*='/proposals/U-']"),
    Place("proposal-draft", "/proposals/?state=draft", leads="main a[href*='/proposals/U-']"),
    Place("surveys", "/surveys/"),
    Place("survey", "/surveys/", leads="main a[href*='/surveys/SV-']"),
    Place("survey-done", "/surveys/?state=done", leads="main a[href*='/surveys/SV-']"),
    Place("remote", "/remote/", Role.SUPPORT),
    Place("remote-system", "/systems/1/remote", Role.SUPPORT),
    Place("remote-agreement", "/remote/", Role.SUPPORT, leads="main a[href*='/RA-']"),
    Place("remote-sessions", "/remote/sessions/", Role.SUPPORT),
    Place("remote-session", "/remote/sessions/", Role.SUPPORT, leads="main a[href*='/SE-']"),
    Place("dispatch", "/dispatch/"),
    Place("dispatch-list", "/dispatch/?view=list"),
    Place("dispatch-chosen", "/dispatch/", leads="main .pool .item"),
    Place("dispatch-preventive", "/dispatch/preventive"),
    Place("dispatch-new", "/dispatch/new"),
    Place("engineers", "/dispatch/engineers/"),
    Place("engineer-new", "/dispatch/engineers/new"),
    Place("visit", "/dispatch/?view=list", leads="main td a[href*='/visits/V-'], main th a"),
    Place("finance", "/finance/?standing=all"),
    Place("finance-receipts", "/finance/receipts/"),
    Place("finance-invoices", "/finance/invoices/"),
    Place("finance-case-bills", "/finance/case-bills/"),
    Place("finance-upgrade-bills", "/finance/upgrade-bills/"),
    Place("handovers", "/upgrades/"),
    Place("handover", "/upgrades/?state=completed", leads="main a[href*='/upgrades/U-']"),
    Place(
        "handover-open",
        "/upgrades/?state=accepted",
        Role.COORDINATOR,
        leads="main a[href*='/upgrades/U-']",
    ),
    Place("handovers-report", "/upgrades/report"),
    Place("finance-credits", "/finance/credits/"),
    Place("finance-income", "/finance/income/"),
    Place("editions", "/editions/"),
    Place("edition", "/editions/", leads="main a[href*='/editions/cn-mainland-1']"),
    Place("simulate", "/editions/simulate"),
    Place("calendar", "/calendars/2026/"),
    Place("calendar-expected", "/calendars/2027/"),
    Place("calendar-paste", "/calendars/paste"),
    Place("calendar-notice", "/calendars/2027/", leads="main a[href*='/calendars/notices/']"),
    Place("people", "/people/", Role.ADMINISTRATOR),
    Place("rights", "/people/rights", Role.ADMINISTRATOR),
    Place("invite", "/people/invite", Role.ADMINISTRATOR),
    Place("audit", "/audit/"),
    Place("account", "/account/me/"),
    Place("webhooks", "/webhooks/", Role.ADMINISTRATOR),
    Place("webhook-new", "/webhooks/new", Role.ADMINISTRATOR),
    Place("webhook", "/webhooks/", Role.ADMINISTRATOR, leads="main a[href*='/webhooks/1/']"),
    Place("reminders", "/webhooks/reminders", Role.ADMINISTRATOR),
    Place("my-day", "/phone/", Role.ENGINEER),
    Place("phone-visit", "/phone/", Role.ENGINEER, leads="main a[href*='/phone/visits/']"),
    Place("dispatch-sent", "/dispatch/sent/"),
    Place("mails-aside", "/desk/mails"),
    Place("privacy", "/privacy/"),
    Place("privacy-request", "/privacy/", leads="main th a[href*='/requests/']"),
    Place("privacy-consents", "/privacy/consents/"),
    Place("privacy-periods", "/privacy/periods/"),
    Place("privacy-register", "/privacy/register/"),
    Place("not-found", "/no-such-page"),
)


def address_of(page: Page, served: Served, place: Place, language: str = "zh") -> str:
    """Return where a page is in a language, for a visitor who is signed in already."""
    prefix = "/en" if language == "en" else ""
    address = f"{served.address}{prefix}{place.path}"
    if not place.leads:
        return address
    page.goto(address)
    link = page.locator(place.leads).first.get_attribute("href") or ""
    return f"{served.address}{link}"
