"""A customer on a phone: reports a fault, agrees to a time, signs, reads cover; light and quick."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e import served as office
from tests.e2e.served import Served

MOST_REQUESTS = 6
# What a thumb reaches: links in a line of text apart.
LEAST_TOUCH = 40


@pytest.fixture(scope="module")
def customer(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the phone of the demo's customer, signed in once for all flows."""
    visitor = office.new_context(browser, office.PHONE)
    page = visitor.new_page()
    office.sign_in(page, served, office.Role.CUSTOMER)
    yield page
    visitor.close()


def home(page: Page, served: Served) -> None:
    """Open the home page."""
    page.goto(f"{served.address}/portal/")


def test_the_home_page_is_light_and_says_who_pays_first(customer: Page, served: Served) -> None:
    loaded: list[Response] = []

    def note(answer: Response) -> None:
        loaded.append(answer)

    customer.on("response", note)
    home(customer, served)
    customer.remove_listener("response", note)
    kinds = [each.request.resource_type for each in loaded if each.status == 200]
    assert len(loaded) <= MOST_REQUESTS + 1  # one redirect leads to the site
    assert kinds.count("script") <= 1
    expect(customer.locator(".lampbox h2").first).to_be_visible()
    assert customer.locator("a[href^='tel:']").first.get_attribute("href") == "tel:400-842-7731"
    small = [
        box["height"]
        for each in customer.locator("main .btn").all()
        if (box := each.bounding_box()) and box["height"] < LEAST_TOUCH
    ]
    assert small == []


def test_a_fault_is_reported_followed_and_written_about(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.get_by_role("link", name="报修", exact=True).first.click()
    customer.locator("input[name=system]").first.check()
    customer.get_by_label("哪里坏了？").fill("二层走廊灯不亮")
    customer.get_by_label("位置（楼层、区域）").fill("二层")
    customer.get_by_role("button", name="提交报修").click()
    warned = customer.get_by_role("button", name="是另一处故障，仍然提交")
    if warned.count():
        warned.click()
    expect(customer.get_by_role("heading", name="二层走廊灯不亮")).to_be_visible()
    expect(customer.locator(".steps [aria-current=step]")).to_have_text("已受理")
    customer.get_by_label("消息内容").fill("请走东门")
    customer.locator("#talk button").click()
    expect(customer.locator(".talk .own").last).to_contain_text("请走东门")


def test_a_time_is_agreed_to_with_one_tap(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.get_by_role("button", name="方便").first.click()
    expect(customer.get_by_text("已确认")).to_be_visible()


def test_a_report_is_signed_in_three_taps(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.get_by_role("link", name="签署上门报告").first.click()
    customer.get_by_label("以上工作确已在现场完成。").check()
    customer.get_by_role("button", name="签字").click()
    expect(customer.locator("main .note.ok")).to_contain_text("签字")


def test_cover_of_another_day_is_one_field_away(customer: Page, served: Served) -> None:
    home(customer, served)
    customer.get_by_role("link", name="依据，以及其他日期").first.click()
    customer.get_by_label("查询日期").fill("2040-01-01")
    customer.get_by_role("button", name="显示").click()
    expect(customer.locator(".lampbox h2")).to_contain_text("由您付费")
    with customer.expect_download() as saved:
        customer.get_by_role("button", name="下载 PDF").click()
    assert saved.value.suggested_filename.startswith("P-")


def test_partner_consent_is_given_and_taken_back(customer: Page, served: Served) -> None:
    customer.goto(f"{served.address}/portal/partners/")
    take = customer.get_by_role("button", name="撤回：合作伙伴不再看到")
    if take.count():
        before = take.count()
        take.first.click()
        expect(take).to_have_count(before - 1)
    expect(customer.get_by_role("button", name="同意合作伙伴查看").first).to_be_visible()
