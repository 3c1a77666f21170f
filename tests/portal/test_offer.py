"""The customer's link: read, ask, accept, and nothing else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.domain.money import Money
from lumencare.sales.actions import decide, issue, revise, revoke_link, send, withdraw
from lumencare.sales.archive import read_pdf
from lumencare.sales.models import QuoteLink, QuoteMessage, QuoteVersion
from lumencare.sites.models import System
from tests.office import NOW, person
from tests.sales.quotes import CARE, LOWERED, issued, seller, sent, token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def address(link: QuoteLink, rest: str = "", language: str = "") -> str:
    """Return where a link leads."""
    return f"{language}/q/{token(link)}/{rest}"


def acceptance(version: QuoteVersion, **more: str) -> dict[str, str]:
    """Return what the form posts."""
    return {
        "accept-name": "王建国",
        "accept-agree": "on",
        "accept-sha256": version.pdf_sha256,
        **more,
    }


@pytest.mark.parametrize(
    ("language", "words"), [("", ("报价内容", "含税合计")), ("/en", ("What is offered", "Accept"))]
)
def test_the_link_shows_lines_totals_validity_and_cover(
    client: Client, language: str, words: tuple[str, str]
) -> None:
    version, link = sent(CARE)
    page = client.get(address(link, language=language)).content.decode()
    gross = Money.of_fen(version.gross_fen or 0).grouped
    assert all(each in page for each in (*words, gross, "2026-02-14", version.pdf_sha256))
    assert page.count('class="l4') == 8


def test_a_visit_is_counted_and_a_download_is_the_issued_pdf(client: Client) -> None:
    version, link = sent()
    client.get(address(link))
    client.get(address(link))
    answer = client.get(address(link, "pdf"))
    link.refresh_from_db()
    assert (link.seen_count, link.first_seen_at, link.last_seen_at) == (2, NOW, NOW)
    assert answer.content == read_pdf(version)
    assert answer["Content-Disposition"] == 'attachment; filename="Q-2601-001-v1.pdf"'


def test_pages_are_pictures_of_the_same_document(client: Client) -> None:
    _, link = sent()
    answer = client.get(address(link, "page/1.png"))
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert client.get(address(link, "page/99.png")).status_code == 404


def test_no_search_engine_lists_it_and_no_other_site_learns_it(client: Client) -> None:
    _, link = sent()
    answer = client.get(address(link))
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_acceptance_names_who_when_and_which_document(client: Client) -> None:
    version, link = sent()
    answer = client.post(address(link, "accept"), acceptance(version), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(address(link), 302)]
    assert all(
        each in page for each in ("已接受", "王建国", "2026-01-15 10:00", version.pdf_sha256)
    )
    version.refresh_from_db()
    assert (version.state, version.accepted_name) == ("accepted", "王建国")


def test_the_confirmation_can_still_be_opened_after_the_last_day(client: Client) -> None:
    version, link = sent()
    with time_machine.travel(NOW + timedelta(days=30, hours=10), tick=False):
        client.post(address(link, "accept"), acceptance(version))
    with time_machine.travel(NOW + timedelta(days=50), tick=False):
        assert "已接受" in client.get(address(link)).content.decode()
    with time_machine.travel(NOW + timedelta(days=70), tick=False):
        assert client.get(address(link)).status_code == 404


def test_sent_twice_it_is_answered_alike(client: Client) -> None:
    version, link = sent()
    answers = [client.post(address(link, "accept"), acceptance(version)) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]


def test_another_who_accepts_later_is_told_that_it_is_accepted(client: Client) -> None:
    version, link = sent()
    client.post(address(link, "accept"), acceptance(version))
    answer = client.post(address(link, "accept"), acceptance(version, **{"accept-name": "李雷"}))
    assert answer.status_code == 422
    version.refresh_from_db()
    assert version.accepted_name == "王建国"


@pytest.mark.parametrize("missing", ["accept-name", "accept-agree"])
def test_a_form_that_lacks_something_keeps_what_was_typed(client: Client, missing: str) -> None:
    version, link = sent()
    posted = acceptance(version)
    del posted[missing]
    answer = client.post(address(link, "accept"), posted)
    assert answer.status_code == 422
    assert ("王建国" in answer.content.decode()) == (missing != "accept-name")
    version.refresh_from_db()
    assert version.state == "sent"


def test_another_document_is_not_accepted(client: Client) -> None:
    version, link = sent()
    answer = client.post(
        address(link, "accept"), acceptance(version, **{"accept-sha256": "0" * 64})
    )
    assert answer.status_code == 409
    assert "不是现行版本" in answer.content.decode()


def test_what_was_priced_on_other_facts_is_not_accepted(client: Client) -> None:
    version, link = sent()
    System.objects.filter(pk=version.quote.system_id).update(bom_fen=1_200_000_00)
    assert "硬件清单金额" in client.get(address(link)).content.decode()
    answer = client.post(address(link, "accept"), acceptance(version))
    assert answer.status_code == 422
    assert "请索取新版本" in answer.content.decode()


def test_a_superseded_and_a_withdrawn_version_say_so(client: Client) -> None:
    by = seller()
    version, link = sent(by=by)
    second = revise(version, by=by, now=NOW)
    newer = send(issue(second, by=by, now=NOW), by=by, now=NOW)
    assert "已被更新的版本取代" in client.get(address(link)).content.decode()
    assert client.post(address(link, "accept"), acceptance(version)).status_code == 422
    withdraw(second, by=by, now=NOW, why="价格有误")
    page = client.get(address(newer)).content.decode()
    assert "已被撤回" in page
    assert "价格有误" not in page


@pytest.mark.parametrize("rest", ["", "pdf", "page/1.png"])
def test_unknown_revoked_and_expired_links_all_get_the_same_answer(
    client: Client, rest: str
) -> None:
    by = seller()
    version, link = sent(by=by)
    forged = f"{token(link)[:-2]}xx"
    pages = [client.get(f"/q/{each}/{rest}") for each in ("nothing", forged)]
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        pages.append(client.get(address(link, rest)))
    revoke_link(link, by=by, now=NOW)
    pages.append(client.get(address(link, rest)))
    assert [each.status_code for each in pages] == [404] * 4
    bodies = {each.content.decode().replace(token(link), "T") for each in pages}
    assert all("此链接无法打开" in each and version.quote.number not in each for each in bodies)
    assert client.post(address(link, "accept"), acceptance(version)).status_code == 404


def test_a_question_stands_on_the_page_and_is_never_markup(client: Client) -> None:
    _, link = sent()
    posted = {"ask-name": "王建国", "ask-text": "含<b>人工</b>吗？"}
    answer = client.post(address(link, "ask"), posted)
    assert answer["Location"] == f"{address(link)}#questions"
    page = client.get(address(link)).content.decode()
    assert "含&lt;b&gt;人工&lt;/b&gt;吗？" in page
    assert QuoteMessage.objects.get().from_customer


def test_an_empty_question_is_not_kept(client: Client) -> None:
    _, link = sent()
    answer = client.post(address(link, "ask"), {"ask-name": "王建国", "ask-text": "  "})
    assert answer.status_code == 422
    assert not QuoteMessage.objects.exists()


def test_too_many_questions_are_held_off(client: Client) -> None:
    _, link = sent()
    posted = {"ask-name": "王", "ask-text": "？"}
    codes = [client.post(address(link, "ask"), posted).status_code for _ in range(21)]
    assert codes == [302] * 20 + [429]
    assert client.get(address(link)).status_code == 200


def test_forms_are_refused_without_their_token() -> None:
    version, link = sent()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(link, "accept"), acceptance(version)).status_code == 403


def test_the_customer_sees_no_internal_reason_and_no_approval(client: Client) -> None:
    version = issued(LOWERED)
    decide(version, approved=True, by=person("approver"), now=NOW, note="仅此一次")
    link = send(version, by=person("coordinator"), now=NOW)
    page = client.get(address(link)).content.decode()
    assert "老客户" not in page
    assert "仅此一次" not in page
    assert "审批" not in page


def test_a_link_opens_nothing_but_its_own_version(client: Client) -> None:
    _, link = sent()
    client.get(address(link))
    assert client.get("/").status_code == 302
    assert client.get(address(link, "accept")).status_code == 405
