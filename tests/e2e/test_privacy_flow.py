"""A customer on a phone: reads what is held, asks for a copy and a deletion, stops reminders."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import served as office
from tests.e2e.served import Served


@pytest.fixture(scope="module")
def customer(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the phone of the demo's customer, signed in once for all flows."""
    visitor = office.new_context(browser, office.PHONE)
    page = visitor.new_page()
    office.sign_in(page, served, office.Role.CUSTOMER)
    yield page
    visitor.close()


def test_what_is_held_is_one_tap_from_every_page(customer: Page, served: Served) -> None:
    customer.goto(f"{served.address}/portal/")
    customer.locator("footer").get_by_role("link", name="我的个人信息").click()
    expect(customer.get_by_role("heading", name="账号")).to_be_visible()
    customer.locator("#kind-account").locator("xpath=ancestor::section").locator("summary").click()
    expect(customer.locator("main .entry").first).to_be_visible()
    wide = customer.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_a_copy_is_made_and_its_code_is_mailed(customer: Page, served: Served) -> None:
    customer.goto(f"{served.address}/portal/privacy/copy")
    customer.get_by_role("button", name="生成副本并发送验证码").click()
    expect(customer.get_by_label("邮件中的验证码")).to_be_visible()
    customer.get_by_label("邮件中的验证码").fill("000000")
    customer.get_by_role("button", name="下载").click()
    expect(customer.get_by_text("验证码不正确，或已过期。")).to_be_visible()


def test_reminders_are_chosen_with_a_thumb(customer: Page, served: Served) -> None:
    customer.goto(f"{served.address}/portal/reminders/")
    box = customer.get_by_label("购买期即将结束")
    box.uncheck()
    customer.get_by_role("button", name="保存选择").click()
    expect(customer.get_by_label("购买期即将结束")).not_to_be_checked()


def test_a_deletion_is_asked_for_and_taken_back(customer: Page, served: Served) -> None:
    customer.goto(f"{served.address}/portal/privacy/delete")
    expect(customer.get_by_role("heading", name="哪些会保留，为什么")).to_be_visible()
    customer.get_by_label("我知道执行后将不能再进入本门户。").check()
    customer.get_by_role("button", name="提出删除请求").click()
    asked = customer.locator("li", has_text="删除").filter(has_text="PI-")
    asked.get_by_role("button", name="撤回请求").click()
    expect(customer.locator("li", has_text="已撤回").first).to_be_visible()
