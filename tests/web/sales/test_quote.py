"""The page of a quote: paper, approval, sending, acceptance, messages, versions."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from lumencare.accounts.models import User
from lumencare.sales.actions import decide, revise, send
from lumencare.sales.models import QuoteLink, QuoteMail, QuoteVersion
from tests.office import NOW, organization, outsider, person
from tests.sales.quotes import CARE, LOWERED, PLUS, draft, issued, seller, sent

pytestmark = pytest.mark.django_db
ADDRESS = "/quotes/Q-2601-001/"


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, step: str, **fields: str) -> tuple[int, str]:
    answer = client.post(f"{ADDRESS}v1/{step}", fields)
    return answer.status_code, answer.content.decode()


def test_an_issued_quote_shows_the_pages_of_its_own_pdf() -> None:
    by = seller()
    version = issued(CARE, by)
    page = as_user(by).get(ADDRESS).content.decode()
    assert "/quotes/Q-2601-001/v1/page-1.png" in page
    assert version.pdf_sha256 in page
    picture = as_user(by).get(f"{ADDRESS}v1/page-1.png")
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert "immutable" in picture["Cache-Control"]
    assert as_user(by).get(f"{ADDRESS}v1/page-99.png").status_code == 404


def test_the_pdf_is_handed_out_as_it_was_issued() -> None:
    by = seller()
    version = issued(PLUS, by)
    answer = as_user(by).get(f"{ADDRESS}v1/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="Q-2601-001-v1.pdf"'
    with version.pdf.open() as kept:
        assert b"".join(answer) == kept.read()


def test_a_draft_has_no_paper_and_leads_back_to_the_builder() -> None:
    by = seller()
    version = draft(PLUS, by)
    page = as_user(by).get(ADDRESS).content.decode()
    assert f"/systems/{version.quote.system_id}/quote?quote=Q-2601-001" in page
    assert "尚未出具报价单" in page
    assert as_user(by).get(f"{ADDRESS}v1/pdf").status_code == 404
    assert as_user(by).get(f"{ADDRESS}v1/page-1.png").status_code == 404


def test_a_lower_price_is_approved_by_somebody_else() -> None:
    """D-20: 70,000 instead of 80,000 is 12.5% below."""
    by, approver = seller(), person("approver", name="方正")
    issued(LOWERED, by)
    own = as_user(by).get(ADDRESS).content.decode()
    assert "须由他人审批" in own
    assert 'value="yes"' not in own
    page = as_user(approver).get(ADDRESS).content.decode()
    assert "−12.5%" in page
    assert "老客户" in page
    assert 'data-key="a"' in page
    assert post(as_user(approver), "decide", approved="yes", version="2")[0] == 302
    assert "方正 于 2026-01-15 11:00 批准" in as_user(by).get(ADDRESS).content.decode()


def test_a_refusal_needs_its_reason_and_keeps_what_was_typed() -> None:
    issued(LOWERED)
    approver = as_user(person("approver"))
    status, page = post(approver, "decide", approved="no", note="", version="2")
    assert status == 422
    assert 'id="note" name="note" rows="2" aria-invalid="true"' in page
    assert post(approver, "decide", approved="no", note="低于成本", version="2")[0] == 302
    assert QuoteVersion.objects.get().state == "withdrawn"
    assert "低于成本" in approver.get(ADDRESS).content.decode()


def test_of_two_who_approve_at_once_the_second_is_told_who_was_faster() -> None:
    version = issued(LOWERED)
    decide(version, approved=True, by=person("approver", name="方正"), now=NOW)
    status, page = post(as_user(person("manager")), "decide", approved="yes", version="2")
    assert status == 409
    assert "方正 于 2026-01-15 10:00 已批准此版本" in page


def test_a_version_is_sent_by_mail_or_by_a_link_to_copy() -> None:
    by = seller()
    issued(PLUS, by)
    status, page = post(as_user(by), "send", by="mail", to="", words="您好")
    assert status == 422
    assert "应为一个邮箱地址" in page
    assert "您好" in page
    assert post(as_user(by), "send", by="mail", to="wang@example.com", words="您好")[0] == 302
    assert QuoteMail.objects.get().to == "wang@example.com"
    assert post(as_user(by), "send", by="hand")[0] == 302
    page = as_user(by).get(ADDRESS).content.decode()
    assert page.count("data-copy=") == 4
    assert "尚未打开" in page


def test_a_link_is_taken_back() -> None:
    by = seller()
    _, link = sent(PLUS, by)
    assert as_user(by).post(f"{ADDRESS}v1/links/{link.pk}/revoke").status_code == 302
    assert QuoteLink.objects.get().revoked_at is not None
    assert "已收回" in as_user(by).get(ADDRESS).content.decode()


def test_staff_register_a_signed_paper() -> None:
    by = seller()
    version, _ = sent(PLUS, by)
    client = as_user(by)
    assert post(client, "accept", name="", sha256=version.pdf_sha256)[0] == 422
    fields = {"name": "王建国", "sha256": version.pdf_sha256, "how": "订单确认"}
    assert post(client, "accept", **fields)[0] == 302
    page = client.get(ADDRESS).content.decode()
    assert "客户已接受。" in page
    assert "王建国，2026-01-15 11:00" in page


def test_what_a_rule_refuses_stands_on_the_page_with_its_rule() -> None:
    by = seller()
    version = issued(PLUS, by)
    status, page = post(as_user(by), "accept", name="王建国", sha256=version.pdf_sha256)
    assert status == 422
    assert "D-26" in page
    assert "它已出具，尚未发送给客户。" in page


def test_a_question_is_asked_by_the_customer_and_answered_by_staff() -> None:
    by = seller()
    version, _ = sent(PLUS, by)
    customer = as_user(outsider(version.quote.system.site.owner))
    assert post(customer, "message", text="能否分期？")[0] == 302
    assert "有客户提问待回复" in as_user(by).get("/quotes/").content.decode()
    assert post(as_user(by), "message", text=" ")[0] == 422
    assert post(as_user(by), "message", text="可以按年付。")[0] == 302
    assert "可以按年付。" in customer.get(ADDRESS).content.decode()
    assert "有客户提问待回复" not in as_user(by).get("/quotes/").content.decode()


def test_a_revision_says_in_words_what_changed() -> None:
    by = seller()
    version = issued(PLUS, by)
    send(version, by=by, now=NOW)
    second = revise(version, by=by, now=NOW)
    typed = {"plan": "part-care-plus,service-care", "quote": "Q-2601-001", "version": "1"}
    address = f"/systems/{second.quote.system_id}/quote/issue"
    assert as_user(by).post(address, typed).status_code == 302
    page = as_user(by).get(ADDRESS).content.decode()
    assert "新增服务保障计划：¥20,000" in page
    assert "合计（不含税）：¥80,000 → ¥100,000" in page
    english = as_user(by).get(f"/en{ADDRESS}").content.decode()
    assert "Added Service Care Plan: ¥20,000" in english


def test_a_withdrawal_needs_a_reason_and_a_revision_follows() -> None:
    by = seller()
    issued(PLUS, by)
    assert post(as_user(by), "withdraw", why="")[0] == 422
    assert post(as_user(by), "withdraw", why="客户改主意")[0] == 302
    assert post(as_user(by), "revise")[0] == 302
    assert list(QuoteVersion.objects.order_by("number").values_list("state", flat=True)) == [
        "withdrawn",
        "draft",
    ]


def test_a_draft_is_issued_from_its_page_too() -> None:
    by = seller()
    draft(PLUS, by)
    assert post(as_user(by), "issue", version="1")[0] == 302
    assert QuoteVersion.objects.get().state == "approved"


def test_customers_see_what_was_sent_to_them_and_nothing_of_the_office() -> None:
    by = seller()
    version = issued(LOWERED, by)
    owner = as_user(outsider(version.quote.system.site.owner))
    assert owner.get(ADDRESS).status_code == 404
    approver = person("approver", name="方正")
    decide(version, approved=True, by=approver, now=NOW, note="内部说明")
    send(version, by=by, now=NOW)
    page = owner.get(ADDRESS).content.decode()
    assert "/quotes/Q-2601-001/v1/page-1.png" in page
    for inside in ("老客户", "内部说明", "方正", "操作记录", "data-copy"):
        assert inside not in page, inside
    stranger = as_user(outsider(organization("别家"), "partner"))
    for address in (ADDRESS, f"{ADDRESS}v1/pdf", f"{ADDRESS}v1/page-1.png"):
        assert stranger.get(address).status_code == 404
    assert Client().get(ADDRESS).status_code == 302


def test_a_field_engineer_has_no_right_to_prices() -> None:
    issued()
    engineer = as_user(person("engineer"))
    for address in ("/quotes/", ADDRESS, f"{ADDRESS}v1/pdf", "/quotes/export"):
        assert engineer.get(address).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("?state=draft", 1), ("?state=sent", 1), ("?q=bjzx", 2), ("?q=binjiang", 2)],
)
def test_the_list_is_filtered_by_its_address(query: str, found: int) -> None:
    by = seller()
    version, _ = sent(PLUS, by)
    draft(CARE, by, of=version.quote.system)
    page = as_user(by).get(f"/quotes/{query}").content.decode()
    assert page.count('<th scope="row">') == found


def test_mine_are_those_that_i_wrote() -> None:
    mine, others = seller(), seller("别人")
    version = draft(PLUS, mine)
    draft(PLUS, others, of=version.quote.system)
    page = as_user(mine).get("/quotes/?mine=1").content.decode()
    assert "Q-2601-001" in page
    assert "Q-2601-002" not in page


def test_the_list_is_handed_out_as_a_workbook() -> None:
    by = seller()
    issued(PLUS, by)
    answer = as_user(by).get("/quotes/export")
    assert b"".join(answer).startswith(b"PK")
    assert "quotes-2026-01-15.xlsx" in answer["Content-Disposition"]
    answer.close()
