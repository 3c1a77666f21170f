"""The signer's link: sign, read the log, revoke; and nothing else (RS-2, D-24)."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.contracts.archive import read_file
from lumencare.remote.actions import drop, note, revoke, start_session
from lumencare.remote.links import SIGN_WITHIN, token_of
from lumencare.remote.models import RemoteAgreement, RemoteMail, RemoteSession, SigningLink
from lumencare.store.sealing import unseal
from tests.desk.cases import served
from tests.office import NOW, organization, site
from tests.remote.agreements import (
    case_of,
    connection,
    fresh,
    running,
    sent,
    signed,
    technician,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def address(link: SigningLink, rest: str = "", language: str = "") -> str:
    return f"{language}/r/{token_of(link)}/{rest}"


def mailed(link: SigningLink) -> str:
    mail = RemoteMail.objects.filter(link=link, kind="code").latest("pk")
    return unseal(mail.sealed_code) or ""


def signature(link: SigningLink, **more: str) -> dict[str, str]:
    sha256 = fresh(link).agreement.paper_sha256
    return {"code": mailed(link), "sha256": sha256, **more}


def signed_link() -> SigningLink:
    return SigningLink.objects.get(agreement=signed())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", ("远程服务安全验证协议", "怎么连", "以中文为准", "到 2027-01-14 为止")),
        ("/en", ("How we connect", "until 2027-01-14", "Send the code to")),
    ],
)
def test_the_page_shows_three_lines_the_way_in_and_the_text(
    client: Client, language: str, words: tuple[str, str]
) -> None:
    """D-24: the system, the signer and their party, the way in, how long."""
    link = sent(served(), server="unknown")
    page = client.get(address(link, language=language)).content.decode()
    assert all(each in page for each in (*words, "滨江中心 A 座", "王建国", "w***@example.com"))
    assert page.count('type="radio"') == 3
    assert re.search(r'value="server-internet" checked', page)
    assert "wang@example.com" not in page
    assert "13800138000" not in page
    link.refresh_from_db()
    assert link.first_seen_at == NOW


def test_only_the_ways_that_suit_the_system_are_offered(client: Client) -> None:
    """RS-1."""
    page = client.get(address(sent(server="none", mode="site-lan"))).content.decode()
    assert page.count('type="radio"') == 1


def test_code_and_signature_and_the_signed_paper(client: Client) -> None:
    """RS-2: from the link to the sealed paper."""
    link = sent()
    answer = client.post(address(link, "code"), {"mode": "server-internet"})
    assert (answer.status_code, answer["Location"]) == (302, f"{address(link)}")
    page = client.get(address(link)).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    agent = {"User-Agent": "MicroMessenger/8", "X-Forwarded-For": "6.6.6.6"}
    answer = client.post(address(link, "sign"), signature(link), headers=agent, follow=True)
    assert "已签署，谢谢" in answer.content.decode()
    row = RemoteAgreement.objects.get()
    assert (row.state, row.evidence.user_agent, row.evidence.ip_address) == (
        "signed",
        "MicroMessenger/8",
        "127.0.0.1",
    )
    paper = client.get(address(link, "paper"))
    assert paper.content == read_file(row.sealed)
    assert paper["Content-Disposition"] == f'attachment; filename="{row.number}-signed.pdf"'


def test_signed_again_it_shows_what_was_signed(client: Client) -> None:
    link = signed_link()
    answer = client.post(address(link, "sign"), {"code": "123456", "sha256": "x"}, follow=True)
    assert answer.redirect_chain == [(address(link), 302)]
    assert "已签署，谢谢" in answer.content.decode()
    assert "同意并签署" not in answer.content.decode()


def test_a_wrong_code_says_how_often_is_left_and_then_the_link_is_locked(client: Client) -> None:
    link = sent()
    for round_ in range(3):
        with time_machine.travel(NOW + timedelta(minutes=2 * round_), tick=False):
            assert client.post(address(link, "code")).status_code == 302
            right = mailed(link)
            wrong = f"{(int(right) + 1) % 10**6:06d}"
            for left in (4, 3, 2, 1):
                cache.clear()
                answer = client.post(address(link, "sign"), signature(link, code=wrong))
                assert answer.status_code == 422
                assert f"还可以试 {left} 次" in answer.content.decode()
            client.post(address(link, "sign"), signature(link, code=wrong))
            assert client.post(address(link, "sign"), signature(link)).status_code == 422
    page = client.get(address(link)).content.decode()
    assert "此链接已锁定" in page
    assert "把验证码发到" not in page
    assert RemoteAgreement.objects.get().state == "sent"


def test_codes_are_not_asked_for_again_and_again(client: Client) -> None:
    link = sent()
    assert client.post(address(link, "code")).status_code == 302
    answer = client.post(address(link, "code"))
    assert answer.status_code == 422
    assert "秒后可重新发送" in answer.content.decode()
    assert RemoteMail.objects.filter(kind="code").count() == 1


def test_too_late_it_says_whom_to_ask(client: Client) -> None:
    link = sent()
    with time_machine.travel(NOW + SIGN_WITHIN, tick=False):
        page = client.get(address(link)).content.decode()
        assert "签署时间已过" in page
        assert technician().email in page
        assert "同意并签署" not in page
        assert client.post(address(link, "code")).status_code == 422
    with time_machine.travel(NOW + timedelta(days=300), tick=False):
        assert client.get(address(link)).status_code == 404


def test_somebody_else_is_told_whom_to_ask(client: Client) -> None:
    """RS-2."""
    link = sent()
    answer = client.post(address(link, "code"), {"organization": "other", "name": "路人"})
    assert answer.status_code == 422
    assert "请联系滨江置业有限公司" in answer.content.decode()
    assert fresh(link).agreement.signer_name == "王建国"


def test_the_partner_signs_for_itself(client: Client) -> None:
    """RS-2."""
    partner = organization("光合智控", kind="partner")
    link = sent(served(at=site(partner=partner)))
    client.post(address(link, "code"), {"organization": str(partner.pk), "name": "赵敏"})
    client.post(address(link, "sign"), signature(link))
    assert RemoteAgreement.objects.get().evidence.organization_name == "光合智控"


def test_a_revoked_one_says_so(client: Client) -> None:
    link = sent()
    revoke(RemoteAgreement.objects.get(), why="换人", by=technician(), now=NOW)
    page = client.get(address(link)).content.decode()
    assert "此协议已撤回" in page
    assert client.post(address(link, "code")).status_code == 422


def test_without_an_address_the_hotline_is_named(client: Client) -> None:
    page = client.get(address(sent(signer_email=""))).content.decode()
    assert "400-842-7731" in page
    assert "138****8000" in page


def test_the_customer_sees_every_connection_and_stops_it(client: Client) -> None:
    """D-24: revoked by the customer, a session under way ends in the same moment."""
    session = running()
    note(session, text="<b>读取</b>日志", by=technician(), now=NOW)
    link = SigningLink.objects.get()
    page = client.get(address(link)).content.decode()
    assert all(each in page for each in ("林若", session.number, "&lt;b&gt;读取", "连接中"))
    fragment = client.get(address(link, "log"), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert client.get(address(link, "log")).status_code == 302
    answer = client.post(address(link, "revoke"), follow=True)
    assert "此协议已撤回" in answer.content.decode()
    assert RemoteSession.objects.get().ended_by == "revoked"
    assert client.post(address(link, "revoke")).status_code == 422


def test_consent_is_withdrawn_and_given_for_a_time(client: Client) -> None:
    system = served()
    link = SigningLink.objects.get(agreement=signed(system))
    case = case_of(system)
    start_session(case, connection(), by=technician(), now=NOW)
    client.post(address(link, "withdraw"))
    assert RemoteSession.objects.get().ended_by == "withdrawn"
    assert "您已撤回同意" in client.get(address(link)).content.decode()
    wrong = client.post(address(link, "consent"), {"starts_at": "soon", "ends_at": ""})
    assert wrong.status_code == 422
    times = {"starts_at": "2026-01-15T14:00", "ends_at": "2026-01-15T16:00"}
    client.post(address(link, "consent"), times)
    assert "2026-01-15 14:00 至 2026-01-15 16:00" in client.get(address(link)).content.decode()


def test_a_link_reaches_nothing_but_its_own(client: Client) -> None:
    link = sent()
    offer = client.get(f"/q/{token_of(link)}/")
    assert offer.status_code == 404
    for wrong in ("x", f"{token_of(link)}x", link.seed):
        assert client.get(f"/r/{wrong}/").status_code == 404
    for rest in ("code", "sign", "revoke", "withdraw", "consent"):
        assert client.get(address(link, rest)).status_code == 405


def test_no_search_engine_lists_it_and_no_form_of_another_site_works() -> None:
    client = Client(enforce_csrf_checks=True)
    link = signed_link()
    answer = client.get(address(link))
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    for rest in ("code", "sign", "revoke", "withdraw", "consent"):
        assert client.post(address(link, rest)).status_code == 403
    assert RemoteAgreement.objects.get().state == "signed"


def test_it_is_written_to_a_few_times_an_hour(client: Client) -> None:
    link = sent()
    answers = [client.post(address(link, "sign"), {"code": "1"}).status_code for _ in range(22)]
    assert answers[-1] == 429
    assert 429 not in answers[:20]


def test_a_dropped_connection_is_shown_as_such(client: Client) -> None:
    session = running()
    drop(session, why="4G 中断", by=technician(), now=NOW)
    page = client.get(address(SigningLink.objects.get())).content.decode()
    assert "已断开" in page
    assert "4G 中断" in page


def test_the_public_page_checks_the_signed_paper(client: Client) -> None:
    row = signed()
    page = client.get(f"/check/{row.number}?hash={row.sealed_sha256}").content.decode()
    assert "远程服务安全验证协议" in page
    assert row.fingerprint in page
