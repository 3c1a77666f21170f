"""A part picked from the engineer's bag without a network: sent again, it is used once."""

import sqlite3
from contextlib import closing

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from lumencare.accounts.roles import Role
from tests.e2e import served as office
from tests.e2e.inside import home_of
from tests.e2e.made_visits import make_visit, sent_about
from tests.e2e.served import PHONE, Served

# In the bag of the made-up office's engineer; not kept by serial.
PART, BAG = "QSM-4W-C", "BAG-1"
IN_BAG = """select coalesce(sum(b.on_hand), 0) from stock_balance b join stock_place p on
 p.id = b.place_id join stock_part t on t.id = b.part_id where p.code = ? and t.number = ?"""
USED = """select count(*) from field_visitpart p join field_visit v on v.id = p.visit_id
 where v.number = ? and p.part_number = ?"""
CLAIMS = """select c.state, c.source from claims_claim c join field_visitpart p on p.claim_id = c.id
 join field_visit v on v.id = p.visit_id where v.number = ?"""
ASKED = """select count(*) from claims_claim c join field_visit v on v.case_id = c.case_id
 where v.number = ?"""


def asked(served: Served, query: str, *values: str) -> list[tuple[object, ...]]:
    """Return what the served office's database holds."""
    with closing(sqlite3.connect(home_of(served) / "lumencare.db")) as base:
        return list(base.execute(query, values))


def pick_offline(context: BrowserContext, page: Page) -> None:
    """Choose a part of the bag without a network: it waits on the phone."""
    context.set_offline(True)
    page.locator("#from_bag").select_option(f"{PART}|")
    expect(page.locator("#part_number")).to_have_value(PART)
    page.locator("form[data-kind=part] button.btn.lg").tap()
    expect(page.locator("#ph-count")).to_have_text("1 项待发送")
    expect(page.locator("#ph-parts")).to_contain_text(PART)


def send_twice(context: BrowserContext, page: Page) -> None:
    """Let the office take it in and its answer be lost, then send it again."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/actions", lose)
    with page.expect_event("requestfailed"):
        context.set_offline(False)
    expect(page.locator("#ph-net")).to_contain_text("没有网络")
    expect(page.locator("#ph-count")).to_have_text("1 项待发送")
    page.unroute("**/actions")
    page.locator("#ph-send").tap()
    expect(page.locator("#ph-queue")).to_be_hidden()


def test_a_part_from_the_bag_is_used_once_however_often_it_is_sent(
    browser: Browser, served: Served
) -> None:
    """SC-7: chosen offline, its first answer lost; one part, one claim, one piece at most."""
    number, before = make_visit(served), asked(served, IN_BAG, BAG, PART)[0][0]
    assert isinstance(before, int)
    assert before > 0
    # Without a service worker, so that an answer can be lost on its way.
    size = {"width": PHONE[0], "height": PHONE[1]}
    context = browser.new_context(
        viewport=size, has_touch=True, locale="zh-CN", service_workers="block"
    )
    page = context.new_page()
    office.sign_in(page, served, Role.ENGINEER)
    page.goto(f"{served.address}/phone/visits/{number}/")
    page.locator("form[data-kind=arrive] button").tap()
    expect(page.locator("#ph-log .badge")).to_have_text("已发送")

    pick_offline(context, page)
    assert sent_about(served, number) == [("arrive", "done")]
    send_twice(context, page)
    context.close()

    assert sent_about(served, number) == [("arrive", "done"), ("part", "done")]
    assert asked(served, USED, number, PART) == [(1,)]
    assert asked(served, ASKED, number) == [(1,)]
    ((state, source),) = asked(served, CLAIMS, number)
    # Whether the customer has yet to agree to a share or not: a piece leaves with its claim only.
    gone = 1 if (state, source) in {("fitted", "bag"), ("closed", "bag")} else 0
    assert asked(served, IN_BAG, BAG, PART) == [(before - gone,)]
