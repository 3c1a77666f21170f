"""An upgrade proposal on a phone: a customer and their partner compare, choose and accept.

Whom the owner lets see nothing finds neither the site nor what was proposed for it.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lumencare.accounts.roles import Role
from tests.e2e import served as office
from tests.e2e.made_codes import read_sign_in_code
from tests.e2e.served import Served
from tests.e2e.test_portal_flow import choose_site

pytestmark = pytest.mark.xdist_group("upgrade-flow")
SITE = "望湖书院"
BY_CUSTOMER, BY_PARTNER = f"{SITE} 图书馆", f"{SITE} 展厅"
CUSTOMER = "customer@lumencare.example"
LINK = re.compile(r"/u/[^/]+/$")


@pytest.fixture(scope="module")
def customer(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the phone of the demo's customer, who comes in with the code of a mail."""
    visitor = office.new_context(browser, office.PHONE)
    page = visitor.new_page()
    page.goto(f"{served.address}/portal/enter")
    page.get_by_label("电子邮箱").fill(CUSTOMER)
    page.get_by_role("button", name="发送验证码").tap()
    page.get_by_label("邮件中的验证码").fill(read_sign_in_code(served))
    page.get_by_role("button", name="进入").tap()
    page.wait_for_url(f"{served.address}/portal/**")
    yield page
    visitor.close()


@pytest.fixture(scope="module")
def partner(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the phone of the partner who serves the site."""
    visitor = office.new_context(browser, office.PHONE)
    page = visitor.new_page()
    office.sign_in(page, served, Role.PARTNER)
    yield page
    visitor.close()


def open_proposal(page: Page, system: str) -> None:
    """Choose the site at the top, and open what waits for a system."""
    choose_site(page, SITE)
    card = page.locator("main .card.waits").filter(has_text=system)
    card.get_by_role("link", name="比较并接受").tap()
    page.wait_for_url(LINK)


def accept(page: Page, option: str, name: str) -> None:
    """Choose an option by its words, say who accepts, and mean it."""
    chosen = page.locator("#accept .check-field").filter(has_text=option)
    chosen.locator("label").tap()
    expect(chosen.locator("input")).to_be_checked()
    page.get_by_label("接受人姓名").fill(name)
    page.get_by_label("我已阅读此方案").check()
    page.get_by_role("button", name="确认接受").tap()
    expect(page.get_by_role("heading", name="已接受，谢谢")).to_be_visible()


def test_a_customer_compares_reads_and_accepts_one_option(customer: Page, served: Served) -> None:
    """SY-1, SY-3: what stays, what it costs, what becomes of cover; then what comes next."""
    open_proposal(customer, BY_CUSTOMER)
    address = customer.url
    assert not customer.evaluate("document.documentElement.scrollWidth > innerWidth")
    new = customer.locator("main .card").filter(has_text="推荐").first
    expect(new).to_contain_text("保留与更换")
    expect(new).to_contain_text("含税合计")
    with customer.expect_download() as saved:
        customer.get_by_role("link", name=re.compile("下载升级方案")).tap()
    assert re.fullmatch(r"U-\d{4}-\d{3}-v1\.pdf", saved.value.suggested_filename)
    customer.screenshot(path=str(served.folder / "upgrade-read.png"), full_page=True)
    # Who says nothing of themselves has accepted nothing, and loses no choice.
    customer.locator("#accept .check-field").filter(has_text="软件升级").locator("label").tap()
    customer.get_by_role("button", name="确认接受").tap()
    expect(customer.get_by_role("heading", name="已接受，谢谢")).to_have_count(0)
    accept(customer, "软件升级", "方圆")
    done = customer.locator("main .card.done")
    expect(done).to_contain_text("方圆")
    expect(done).to_contain_text("宋妍")
    customer.screenshot(path=str(served.folder / "upgrade-accepted.png"), full_page=True)
    # The same link shows what was accepted; nothing is left to accept.
    customer.goto(address)
    expect(customer.locator("main .card").filter(has_text="软件升级").first).to_be_visible()
    expect(customer.locator("#accept")).to_have_count(0)
    customer.goto(f"{served.address}/portal/papers/")
    papers = customer.locator("[aria-labelledby=upgrades] .doc")
    expect(papers.filter(has_text=BY_CUSTOMER)).to_contain_text("已接受")
    expect(papers.filter(has_text="主楼")).to_contain_text("移交")


def test_a_partner_whom_the_owner_lets_see_accepts_for_them(partner: Page) -> None:
    open_proposal(partner, BY_PARTNER)
    accept(partner, "升级到", "石坚")
    expect(partner.locator("main .card.done")).to_contain_text("石坚")


def test_a_partner_whom_the_owner_lets_see_nothing_finds_nothing(
    customer: Page, partner: Page, served: Served
) -> None:
    """The consent is the owner's, and taken back at once."""
    papers = f"{served.address}/portal/papers/"
    partner.goto(papers)
    expect(partner.locator("main")).to_contain_text(BY_PARTNER)
    customer.goto(f"{served.address}/portal/partners/")
    here = customer.locator(f"main .card[aria-label='{SITE}']")
    here.get_by_role("button", name="撤回：合作伙伴不再看到").tap()
    expect(here.get_by_role("button", name="同意合作伙伴查看")).to_be_visible()
    partner.goto(papers)
    expect(partner.locator("main")).not_to_contain_text(SITE)
    expect(partner.locator(".sites .menu a").filter(has_text=SITE)).to_have_count(0)
    here.get_by_role("button", name="同意合作伙伴查看").tap()
    expect(here.get_by_text("合作伙伴可见")).to_be_visible()
