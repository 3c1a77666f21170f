"""A customer's company on a phone: its people, its partner, its drawings, its language."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lumencare.accounts.roles import Role
from tests.e2e import served as office
from tests.e2e.served import Served

pytestmark = pytest.mark.xdist_group("portal-flow")
SITE = "云栖会议中心"
ACCESS = b"\x00\x01\x00\x00Standard Jet DB\x00"
DRAWING = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(scope="module")
def customer(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the phone of the demo's customer, signed in once for all flows."""
    yield from _phone_of(browser, served, Role.CUSTOMER)


@pytest.fixture(scope="module")
def partner(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the phone of the demo's partner."""
    yield from _phone_of(browser, served, Role.PARTNER)


def _phone_of(browser: Browser, served: Served, role: Role) -> Iterator[Page]:
    visitor = office.new_context(browser, office.PHONE)
    page = visitor.new_page()
    office.sign_in(page, served, role)
    yield page
    visitor.close()


def sites_of(page: Page, served: Served) -> list[str]:
    """Return the names of the sites that somebody sees."""
    page.goto(f"{served.address}/portal/partners/")
    return page.locator("main .card h2").all_inner_texts()


def test_a_partner_sees_a_site_only_as_long_as_its_owner_agrees(
    customer: Page, partner: Page, served: Served
) -> None:
    assert SITE in sites_of(partner, served)
    consents = f"{served.address}/portal/partners/"
    customer.goto(consents)
    here = customer.locator(f"main .card[aria-label='{SITE}']")
    here.get_by_role("button", name="撤回：合作伙伴不再看到").tap()
    expect(here.get_by_role("button", name="同意合作伙伴查看")).to_be_visible()
    assert SITE not in sites_of(partner, served)
    customer.goto(consents)
    here.get_by_role("button", name="同意合作伙伴查看").tap()
    expect(here.get_by_text("合作伙伴可见")).to_be_visible()
    assert SITE in sites_of(partner, served)


def test_a_company_keeps_its_own_people(customer: Page, served: Served) -> None:
    customer.goto(f"{served.address}/portal/people/")
    customer.get_by_label("姓名").fill("周宁")
    customer.get_by_label("电子邮箱").fill("zhou@example.com")
    customer.get_by_role("button", name="邀请", exact=True).tap()
    row = customer.locator("main .papers li").filter(has_text="zhou@example.com")
    expect(row).to_contain_text("已邀请")
    row.get_by_role("button", name="授予人员管理权").tap()
    expect(row).to_contain_text("管理人员")
    row.get_by_role("button", name="移除").tap()
    expect(row).to_have_count(0)


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [("系统图", "yunqi.pdf", DRAWING), ("数据库", "yunqi.mdb", ACCESS)],
)
def test_a_drawing_and_the_database_are_sent_in(
    customer: Page, served: Served, kind: str, name: str, content: bytes
) -> None:
    customer.goto(f"{served.address}/portal/")
    if customer.locator(".sites summary b").inner_text() != SITE:
        customer.locator(".sites summary").tap()
        customer.locator(".sites .menu a").filter(has_text=SITE).tap()
        # The page that is left has the same link, to another site's drawings.
        expect(customer.locator(".sites summary b")).to_have_text(SITE)
    customer.locator("footer").get_by_role("link", name="图纸与数据库").tap()
    customer.get_by_label("资料类别").select_option(label=kind)
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    customer.get_by_label("文件").set_input_files(file)  # type: ignore[arg-type]
    customer.get_by_role("button", name="发送").tap()
    row = customer.locator("[aria-labelledby=have] .doc").filter(has_text=kind)
    expect(row).to_contain_text(name)


def test_the_language_is_switched_in_place(customer: Page, served: Served) -> None:
    customer.goto(f"{served.address}/portal/cases/")
    customer.get_by_role("button", name="EN").tap()
    customer.wait_for_url(re.compile(r"/en/portal/cases/$"))
    expect(customer.get_by_role("heading", name="Faults")).to_be_visible()
    customer.get_by_role("button", name="中文").tap()
    expect(customer.get_by_role("heading", name="报修记录")).to_be_visible()
