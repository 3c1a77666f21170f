"""The page on which a quote is made: priced by the core, complete without scripts."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lumencare.accounts.models import User
from lumencare.sales.models import Quote, QuoteVersion
from lumencare.sites.models import HeldPlan, System
from tests.office import NOW, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db
CARE = "part-care-plus,service-care"


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def seller() -> User:
    return person("sales", name="宋妍")


@pytest.fixture
def row() -> System:
    return system()


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def show(client: Client, row: System, **choices: object) -> str:
    answer = client.get(f"/systems/{row.pk}/quote", choices)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def is_picked(page: str, value: str) -> bool:
    return bool(
        re.search(rf'<input type="radio" name="plan"[^>]* value="{value}"[^>]* checked', page)
    )


def test_the_page_opens_with_the_finding_and_every_plan(
    client: Client, seller: User, row: System
) -> None:
    page = show(signed_in(client, seller), row)
    assert "购买硬件保障计划+ 和服务保障计划费用最低，共 ¥200,000 起" in page
    for value in ("part-care-basic", "part-care-plus-annual", "technology-support", CARE):
        assert f'value="{value}"' in page
    assert is_picked(page, "")
    assert "请先选择一项计划。" in page


def test_a_picked_plan_is_priced_with_its_proof(client: Client, seller: User, row: System) -> None:
    """SC-2, RO-1, D-3: 80,000 + 20,000 + 10,000 and 6% on it."""
    page = show(signed_in(client, seller), row, plan=CARE, response="24h")
    for said in ("¥110,000", "¥6,600", "¥116,600", "1,000,000.00 × 8% = 80,000.00", "PP-1", "RO-1"):
        assert said in page, said
    assert is_picked(page, CARE)


def test_a_response_that_the_site_cannot_have_says_why(
    client: Client, seller: User, row: System
) -> None:
    """RO-3: Shanghai is not within two hours of Beijing."""
    page = show(signed_in(client, seller), row, plan=CARE)
    field = re.search(r'<input type="radio" name="response" id="response-48h"[^>]*>', page)
    assert field
    assert " disabled" in field[0]
    assert 'aria-describedby="rt-48h"' in field[0]
    assert re.search(r'id="rt-48h">.*?上海市到北京.*?RO-3', page, re.DOTALL)


def test_options_wait_for_a_plan_that_may_hold_them_and_are_kept_meanwhile(
    client: Client, seller: User, row: System
) -> None:
    """RO-1: Part Care alone takes no response option; what was picked is there again later."""
    page = show(signed_in(client, seller), row, plan="part-care-plus", response="24h")
    assert '<input type="hidden" name="response" value="24h">' in page
    assert "¥80,000" in page
    assert "note bad" not in page


def test_a_closed_window_locks_its_rows_with_reason_and_day(client: Client, seller: User) -> None:
    """PW-1."""
    late = system(ref="S-9", order_date=date(2022, 5, 1))
    page = show(signed_in(client, seller), late)
    assert re.search(r'id="plan-part-care-plus" value="part-care-plus"[^>]* disabled', page)
    assert "购买期已于 2024-05-01 截止" in page


def test_what_a_rule_refuses_stands_with_its_rule_and_the_rest_is_still_priced(
    client: Client, seller: User, row: System
) -> None:
    """D-22: Basic beside Plus is refused; nothing that was typed is lost."""
    page = show(signed_in(client, seller), row, plan="part-care-plus", also="part-care-basic")
    assert "D-22" in page
    assert re.search(r'name="also" id="also-part-care-basic"[^>]* checked', page)


def test_a_man_day_that_is_no_number_is_told_at_its_field(
    client: Client, seller: User, row: System
) -> None:
    page = show(signed_in(client, seller), row, plan=CARE, **{"count-weekend": "两天"})
    assert re.search(r'name="count-weekend"[^>]*value="两天"[^>]* aria-invalid="true"', page)


@pytest.mark.parametrize(
    ("price", "why", "fault"),
    [
        ("70000", "", "请写明改价理由"),
        ("seven", "老客户", "应为金额"),
        ("90000", "老客户", "不能提高"),
    ],
)
def test_a_wrong_price_is_told_beside_what_was_typed(
    client: Client, seller: User, row: System, price: str, why: str, fault: str
) -> None:
    """D-20."""
    typed = {"price-part-care-plus": price, "why-part-care-plus": why}
    page = show(signed_in(client, seller), row, plan="part-care-plus", **typed)
    assert fault in page
    assert f'value="{price}"' in page
    assert "¥80,000" in page
    assert re.search(r"data-main-action[^>]* disabled", page)


def test_a_lower_price_says_that_somebody_must_approve(
    client: Client, seller: User, row: System
) -> None:
    """D-20."""
    typed = {"price-part-care-plus": "70,000", "why-part-care-plus": "老客户"}
    page = show(signed_in(client, seller), row, plan="part-care-plus", **typed)
    assert "须由报价人以外的审批人批准" in page
    assert "¥74,200" in page


def test_years_of_an_annual_plan_are_picked_one_by_one(
    client: Client, seller: User, row: System
) -> None:
    """D-5: years of the Technology Support Plan need not follow each other."""
    field = "years-technology-support"
    page = show(signed_in(client, seller), row, plan="technology-support", **{field: ["3", "5"]})
    ticked = re.findall(rf'name="{field}" id="[^"]*" value="(\d)" checked', page)
    assert ticked == ["3", "5"]
    assert "¥70,000" in page


def test_a_change_is_answered_by_the_parts_that_change(
    client: Client, seller: User, row: System
) -> None:
    answer = signed_in(client, seller).get(
        f"/systems/{row.pk}/quote", {"plan": CARE}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert "<html" not in page
    for part in ("draft", "chart", "included", "paybar"):
        assert f'id="{part}"' in page
    assert page.count('hx-swap-oob="true"') == 4
    assert 'name="plan"' not in page


def test_the_english_page_says_the_same(client: Client, seller: User, row: System) -> None:
    page = signed_in(client, seller).get(f"/en/systems/{row.pk}/quote", {"plan": CARE})
    assert "Part Care Plan+ and the Service Care Plan together cost least" in page.content.decode()
    assert "Due in the first 12 months" in page.content.decode()


def test_making_the_pdf_issues_a_quote_and_shows_it(
    client: Client, seller: User, row: System
) -> None:
    answer = signed_in(client, seller).post(
        f"/systems/{row.pk}/quote/issue", {"plan": CARE, "response": "24h"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/quotes/Q-2601-001/")
    version = QuoteVersion.objects.get()
    assert (version.state, version.gross_fen) == ("approved", 116_600_00)
    page = client.get("/quotes/Q-2601-001/").content.decode()
    assert "已出具，可以发送给客户。" in page
    assert "/quotes/Q-2601-001/v1/page-1.png" in page


def test_nothing_is_issued_while_something_stands_against_it(
    client: Client, seller: User, row: System
) -> None:
    client = signed_in(client, seller)
    for typed in ({}, {"plan": "part-care-plus", "price-part-care-plus": "70000"}):
        answer = client.post(f"/systems/{row.pk}/quote/issue", typed)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
    assert not QuoteVersion.objects.exists()


def test_a_draft_comes_back_as_it_was_typed_and_is_changed_and_issued(
    client: Client, seller: User, row: System
) -> None:
    client = signed_in(client, seller)
    typed = {
        "plan": CARE,
        "response": "72h",
        "count-onsite-programming": "2",
        "price-service-care": "21000",
        "why-service-care": "路程远",
    }
    client.post(f"/systems/{row.pk}/quote/draft", typed)
    page = show(client, row, quote="Q-2601-001")
    for field in (
        'id="response-72h" value="72h" data-cycle="r" checked',
        'name="count-onsite-programming" inputmode="numeric" value="2"',
        'value="21000.00"',
        'value="路程远"',
        'name="quote" value="Q-2601-001"',
    ):
        assert field in page, field
    again = {**typed, "response": "24h", "quote": "Q-2601-001", "version": "1"}
    client.post(f"/systems/{row.pk}/quote/issue", again)
    version = QuoteVersion.objects.get()
    assert version.state == "approved"
    assert version.choices["options"][0] == {"code": "24h", "quantity": 1}


def test_a_draft_that_a_colleague_changed_meanwhile_is_not_overwritten(
    client: Client, seller: User, row: System
) -> None:
    address = f"/systems/{row.pk}/quote/draft"
    signed_in(client, seller).post(address, {"plan": "part-care-plus"})
    colleague = Client()
    colleague.force_login(person("sales", name="同事"))
    shown = {"quote": "Q-2601-001", "version": "1"}
    assert colleague.post(address, {"plan": "part-care-basic", **shown}).status_code == 302
    answer = client.post(address, {"plan": CARE, **shown})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "同事" in page
    assert is_picked(page, CARE)
    assert QuoteVersion.objects.get().choices["plans"] == [{"plan": "part-care-basic", "years": []}]


def test_a_customer_and_a_stranger_find_no_builder(client: Client, row: System) -> None:
    for user in (outsider(row.site.owner), outsider(organization("别家"), "partner")):
        assert signed_in(client, user).get(f"/systems/{row.pk}/quote").status_code == 403
    client.logout()
    assert client.get(f"/systems/{row.pk}/quote").status_code == 302


def test_the_page_needs_as_many_queries_for_a_large_office(
    client: Client,
    seller: User,
    row: System,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(20):
        system(site(row.site.owner, name=f"项目 {number}"), ref=f"S-2{number}")
    # Another page was seen before: what presses at the desk is counted once in ten seconds.
    show(signed_in(client, seller), row)
    with django_assert_max_num_queries(13):
        show(client, row, plan=CARE, response="24h")


def test_a_double_click_makes_one_quote(client: Client, seller: User, row: System) -> None:
    client = signed_in(client, seller)
    typed = {"plan": "part-care-plus", "once": "a-mark"}
    addresses = {client.post(f"/systems/{row.pk}/quote/issue", typed)["Location"] for _ in range(2)}
    assert addresses == {"/quotes/Q-2601-001/"}
    other = client.post(f"/systems/{row.pk}/quote/issue", {**typed, "plan": CARE})
    assert other["Location"] == "/quotes/Q-2601-002/"


def test_what_failed_may_be_sent_again(client: Client, seller: User) -> None:
    """D-14: a system that is out of use is not quoted until it is back."""
    row = system(retired_on=NOW.date())
    client = signed_in(client, seller)
    typed = {"plan": "part-care-plus", "once": "another-mark"}
    answer = client.post(f"/systems/{row.pk}/quote/issue", typed)
    assert answer.status_code == 422
    assert "D-14" in answer.content.decode()
    System.objects.filter(pk=row.pk).update(retired_on=None)
    assert client.post(f"/systems/{row.pk}/quote/issue", typed).status_code == 302


def test_the_paper_can_be_looked_at_before_it_is_issued(
    client: Client, seller: User, row: System
) -> None:
    client = signed_in(client, seller)
    page = client.get(f"/systems/{row.pk}/quote?plan=part-care-plus").content.decode()
    address = f"/systems/{row.pk}/quote/paper.png?plan=part-care-plus"
    assert address in page
    answer = client.get(address)
    assert (answer["Content-Type"], answer.content[:4]) == ("image/png", b"\x89PNG")
    assert "no-store" in answer["Cache-Control"]
    assert not Quote.objects.exists()


def test_options_open_for_a_plan_that_is_held(client: Client, seller: User, row: System) -> None:
    """RO-1, D-21: in mid-term, without another plan."""
    today = NOW.date()
    HeldPlan.objects.create(
        system=row,
        code="service-care",
        bought_on=today,
        starts_on=today,
        ends_on=today.replace(year=today.year + 1),
        source="C-1",
    )
    client = signed_in(client, seller)
    typed = {"response": "24h"}
    issued = client.post(f"/systems/{row.pk}/quote/issue", typed)
    assert issued["Location"] == "/quotes/Q-2601-001/"
