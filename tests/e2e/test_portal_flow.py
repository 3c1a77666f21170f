"""A customer on a phone: every way in, and everything that can be done, in few taps."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lumencare.accounts.roles import Role
from tests.e2e import served as office
from tests.e2e.made_codes import read_sign_in_code
from tests.e2e.served import Served
from tests.e2e.test_phone_flow import PICTURE

pytestmark = pytest.mark.xdist_group("portal-flow")
FULL, FRESH = "云栖会议中心", "拾光中心"
CUSTOMER = "customer@lumencare.example"
MOST_TAPS_TO_RENEW = 2
CASE = re.compile(r"/portal/cases/R-[\d-]+/")
OFFER = re.compile(r"/q/[^/]+/$")


@pytest.fixture(scope="module")
def customer(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the phone of the demo's customer, signed in once for all flows."""
    visitor = office.new_context(browser, office.PHONE)
    page = visitor.new_page()
    office.sign_in(page, served, Role.CUSTOMER)
    yield page
    visitor.close()


def home(page: Page, served: Served, site: str = FULL) -> None:
    """Open the home page of a site, by the list of sites at the top."""
    page.goto(f"{served.address}/portal/")
    choose_site(page, site)


def choose_site(page: Page, site: str) -> None:
    """Choose a site at the top, unless it is chosen."""
    if page.locator(".sites summary b").inner_text() != site:
        page.locator(".sites summary").tap()
        page.locator(".sites .menu a").filter(has_text=site).tap()
    expect(page.locator(".sites summary b")).to_have_text(site)


def card(page: Page, *words: str) -> Locator:
    """Return the card that holds all of some words."""
    found = page.locator("main .card")
    for each in words:
        found = found.filter(has_text=each)
    return found.first


def test_a_link_leads_in_without_an_account(phone: Page, served: Served) -> None:
    phone.goto(served.link)
    expect(phone.locator(".lampbox h2").first).to_be_visible()
    assert served.link.rsplit("/", 1)[1] not in phone.url
    phone.reload()
    expect(phone.locator(".lampbox h2").first).to_be_visible()


def test_a_code_from_the_mail_leads_in(phone: Page, served: Served) -> None:
    """The page that was asked for is the one that opens."""
    phone.goto(f"{served.address}/portal/papers/")
    phone.get_by_label("电子邮箱").fill(CUSTOMER)
    phone.get_by_role("button", name="发送验证码").tap()
    code = phone.get_by_label("邮件中的验证码")
    assert code.get_attribute("autocomplete") == "one-time-code"
    code.fill("000000")
    phone.get_by_role("button", name="进入").tap()
    expect(phone.get_by_text("验证码不正确，或已过期。")).to_be_visible()
    code.fill(read_sign_in_code(served))
    phone.get_by_role("button", name="进入").tap()
    expect(phone.get_by_role("heading", name="文件")).to_be_visible()


def test_who_pays_is_said_first_and_of_any_day_as_a_pdf(customer: Page, served: Served) -> None:
    home(customer, served)
    expect(customer.locator(".lampbox h2").first).to_have_text("坏了，零件和人工都不收费")
    customer.get_by_role("link", name="依据，以及其他日期").first.tap()
    customer.get_by_label("查询日期").fill("2040-01-01")
    customer.get_by_role("button", name="显示").tap()
    expect(customer.locator(".lampbox h2")).to_contain_text("由您付费")
    with customer.expect_download() as saved:
        customer.get_by_role("button", name="下载 PDF").tap()
    assert saved.value.suggested_filename.startswith("P-")


@pytest.mark.parametrize(
    ("site", "service"), [(FRESH, "维护巡检"), (FRESH, "现场培训"), (FULL, "现场编程")]
)
def test_what_is_left_is_booked(customer: Page, served: Served, site: str, service: str) -> None:
    """D-23: the preventive day, the hour of training and man-days that were bought."""
    home(customer, served, site)
    soon = in_days(customer, 30)
    customer.get_by_role("link", name="预约", exact=True).tap()
    card(customer, service, site).get_by_role("link", name="预约上门").tap()
    customer.get_by_label("希望在哪天之前").fill(soon)
    customer.get_by_label("需要我们知道的").fill("请周五来")
    customer.get_by_role("button", name="预约", exact=True).tap()
    mine, words = service, "请周五来"
    told = customer.get_by_role("alert").filter(has_text="同样的上门已在安排中")
    expect(told.or_(customer.locator("[aria-labelledby=planned]")).first).to_be_visible()
    if told.is_visible():
        # The office proposes the yearly visit by itself towards its end, once a day.
        assert service == "维护巡检"
        customer.goto(f"{served.address}/portal/allowances/")
        mine, words = "", "年度巡检"
    planned = customer.locator("[aria-labelledby=planned] .doc").filter(has_text=words)
    expect(planned.filter(has_text=mine).filter(has_text=site)).to_be_visible()


def test_a_quotation_is_asked_for_while_the_window_is_open(customer: Page, served: Served) -> None:
    """PW-1, PW-2: days left, the price of now, what is lost afterwards."""
    home(customer, served, FRESH)
    window = card(customer, "还能买硬件保障计划", FRESH)
    expect(window).to_contain_text("还有 25 天")
    window.get_by_role("link", name="看方案与价格").first.tap()
    expect(customer.get_by_text("此后")).to_be_visible()
    customer.get_by_role("radio", name=re.compile("硬件保障计划Basic|硬件保障计划 Basic")).check()
    customer.get_by_role("button", name="索取报价").tap()
    expect(customer.get_by_role("heading", name="报价单准备中")).to_be_visible()


def test_a_quotation_is_read_and_accepted(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.get_by_role("link", name="查看并接受").first.tap()
    customer.wait_for_url(OFFER)
    with customer.expect_download() as saved:
        customer.get_by_role("link", name=re.compile("下载报价单")).tap()
    assert saved.value.suggested_filename.endswith(".pdf")
    customer.get_by_label("接受人姓名").fill("方圆")
    customer.get_by_label("我已阅读本报价单").check()
    customer.get_by_role("button", name="确认接受").tap()
    expect(customer.get_by_role("heading", name="已接受，谢谢")).to_be_visible()


@pytest.mark.parametrize(
    ("part", "ending"), [("contracts", ".pdf"), ("invoices", ".xlsx"), ("reports", ".pdf")]
)
def test_papers_open(customer: Page, served: Served, part: str, ending: str) -> None:
    home(customer, served)
    customer.locator("[aria-labelledby=papers] header a").tap()
    papers = customer.locator(f"[aria-labelledby={part}]")
    with customer.expect_download() as saved:
        papers.get_by_role("link").first.tap()
    assert saved.value.suggested_filename.endswith(ending)


def test_a_fault_is_reported_with_a_photo_and_followed(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.get_by_role("link", name="报修", exact=True).first.tap()
    customer.get_by_label("哪里坏了？").fill("二层走廊灯不亮")
    customer.get_by_label("位置（楼层、区域）").fill("二层")
    # What is under way stands on the page: nobody reports it anew, and nobody is stopped.
    expect(customer.get_by_text("这里正在处理：")).to_be_visible()
    customer.locator("#files").set_input_files(PICTURE)  # type: ignore[arg-type]
    customer.get_by_role("button", name="提交报修").tap()
    customer.wait_for_url(CASE)
    expect(customer.get_by_role("heading", name="二层走廊灯不亮")).to_be_visible()
    expect(customer.locator(".steps [aria-current=step]")).to_have_text("已受理")
    expect(customer.locator(".talk a[href*='/portal/files/']")).to_be_visible()
    customer.get_by_label("消息内容").fill("请走东门")
    customer.locator("#talk button").tap()
    expect(customer.locator(".talk .own").last).to_contain_text("请走东门")


def test_a_time_is_agreed_to_with_one_tap(customer: Page, served: Served) -> None:
    home(customer, served)
    card(customer, "宴会厅整区调光回路失控", "方便").get_by_role("button", name="方便").tap()
    expect(customer.get_by_text("已确认")).to_be_visible()


def test_another_time_is_asked_for_by_keys_alone(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.locator("main a[href$='/refuse']").last.focus()
    customer.keyboard.press("Enter")
    expect(customer.get_by_role("heading", name="换个时间")).to_be_visible()
    customer.locator("main textarea").focus()
    customer.keyboard.type("周五下午")
    customer.keyboard.press("Tab")
    expect(customer.get_by_role("button", name="请求改期")).to_be_focused()
    customer.keyboard.press("Enter")
    customer.wait_for_url(re.compile(r"/portal/(sites/\d+|cases/R-[\d-]+)/$"))


def test_a_report_is_signed_in_three_taps(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.get_by_role("link", name="签署上门报告").first.tap()
    customer.get_by_label("以上工作确已在现场完成。").check()
    customer.get_by_role("button", name="签字").tap()
    expect(customer.locator("main .note.ok")).to_contain_text("签字")


def test_the_service_is_rated(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.locator("main a.doc").filter(has_text="请评价").first.tap()
    customer.locator(".stars label").last.tap()
    customer.locator("#rating").get_by_role("button", name="发送").tap()
    expect(customer.locator("#rating b")).to_have_text("5 ★")


def test_a_plan_is_renewed_in_two_taps(customer: Page, served: Served) -> None:
    home(customer, served)
    taps = 0
    for name in (re.compile("续保 ¥"), "按此续保"):
        customer.locator("main").locator("a, button").filter(has_text=name).first.tap()
        taps += 1
    customer.wait_for_url(OFFER)
    assert taps == MOST_TAPS_TO_RENEW
    expect(customer.get_by_role("button", name="确认接受")).to_be_visible()


def in_days(page: Page, days: int) -> str:
    """Return a day that comes, as a field takes it."""
    found: str = page.evaluate(
        "(days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)", days
    )
    return found
