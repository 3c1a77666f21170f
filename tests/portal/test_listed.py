"""Every page behind the customer's door is walked through in a browser, by account and link."""

from tests.e2e.portal_pages import BY_ACCOUNT, BY_LINK, WAYS_IN
from tests.portal.doors import DOORS

# What is saved and not shown; what stands inside a page; and what only leads on.
SAVED = {
    "portal-file", "portal-visit-report", "portal-contract", "portal-invoices",
    "portal-remote-paper",
}  # fmt: skip
INSIDE = {"portal-remote-log"}
LEADS_ON = {"portal-site"}


def test_no_page_of_the_portal_is_left_out_of_the_budgets() -> None:
    pages = {name for name, door in DOORS.items() if door.opens} - SAVED - INSIDE - LEADS_ON
    listed = {each.name for each in (*BY_ACCOUNT, *WAYS_IN)}
    assert pages - listed == set()
    assert len(BY_LINK) == len(BY_ACCOUNT)
