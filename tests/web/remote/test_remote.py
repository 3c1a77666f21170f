"""The pages of technical support: may I connect, agreements, sessions (RS-1, RS-2, D-24)."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from lumencare.accounts.models import User
from lumencare.remote.actions import revoke
from lumencare.remote.links import token_of
from lumencare.remote.models import RemoteAgreement, RemoteSession, SigningLink
from tests.desk.cases import served
from tests.office import NOW, person
from tests.remote.agreements import case_of, connection, running, sent, signed, technician

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def ticked(**more: str) -> dict[str, Any]:
    """Return what the form of a start posts."""
    start = connection()
    checks = {f"check-{code}": "on" for code in start.checks}
    notes = {f"note-{code}": note for code, note in start.checks.items() if note}
    return {"mode": start.mode, **checks, **notes, **more}


def test_without_a_signature_the_answer_is_no_and_one_button_sends_the_link() -> None:
    """RS-2: refused by the page, which says what can be done; the visit is offered."""
    case, client = case_of(served()), client_of(technician())
    page = shown(client, f"/cases/{case.number}/remote")
    assert all(each in page for each in ("不能，现在不行", "RS-2", "改派人上门"))
    assert "开始会话" not in page
    form = {
        "signer_name": "王建国",
        "signer_email": "wang@example.com",
        "organization": str(case.site.owner_id) if case.site else "",
        "server": "online",
        "mode": "server-internet",
    }
    answer = client.post(f"/cases/{case.number}/remote/ask", form, follow=True)
    page = answer.content.decode()
    link = SigningLink.objects.get()
    assert f"/r/{token_of(link)}/" in page
    assert "待签署" in page
    answer = client.post(f"/cases/{case.number}/remote/start", ticked())
    assert answer.status_code == 422
    assert not RemoteSession.objects.exists()


def test_what_is_wrong_with_a_request_stands_at_its_field() -> None:
    case, client = case_of(served()), client_of(technician())
    answer = client.post(f"/cases/{case.number}/remote/ask", {"signer_name": "王", "mode": "x"})
    assert answer.status_code == 422
    assert not RemoteAgreement.objects.exists()


def test_signed_one_connects_and_the_log_is_kept() -> None:
    """D-7, RS-1: checks, start, note, file, drop, resume, end."""
    system = served()
    signed(system)
    case, client = case_of(system), client_of(technician())
    page = shown(client, f"/cases/{case.number}/remote")
    assert "可以，现在就能连接" in page
    half = client.post(f"/cases/{case.number}/remote/start", {"mode": "server-internet"})
    assert half.status_code == 422
    assert "连接前还要确认" in half.content.decode()
    client.post(f"/cases/{case.number}/remote/start", ticked())
    session = RemoteSession.objects.get()
    own = f"/remote/sessions/{session.number}"
    client.post(f"{own}/note", {"text": "<i>读取</i>"})
    file = SimpleUploadedFile("site.mdb", b"data")
    client.post(f"{own}/file", {"file": file, "what_for": "分析"})
    client.post(f"{own}/drop", {"why": "4G"})
    client.post(f"{own}/resume")
    client.post(f"{own}/end", {"done": "恢复场景"})
    page = shown(client, f"{own}/")
    assert all(each in page for each in ("&lt;i&gt;读取", "site.mdb", "4G", "恢复场景"))
    session.refresh_from_db()
    assert (session.state, session.ended_by) == ("ended", "engineer")
    case.refresh_from_db()
    assert case.started_at == NOW


def test_a_session_that_is_revoked_shows_it_live_and_takes_no_more() -> None:
    """D-24."""
    session = running()
    client, own = client_of(technician()), f"/remote/sessions/{session.number}"
    hx = {"HX-Request": "true"}
    assert "HX-Refresh" not in client.get(f"{own}/live?state=running", headers=hx)
    revoke(RemoteAgreement.objects.get(), why="发现异常", by=person("manager"), now=NOW)
    assert client.get(f"{own}/live?state=running", headers=hx)["HX-Refresh"] == "true"
    page = shown(client, f"{own}/")
    assert "此会话中不能再做任何操作" in page
    assert client.post(f"{own}/note", {"text": "再试"}).status_code == 422
    assert client.post(f"{own}/resume").status_code == 422
    client.post(f"{own}/report", {"done": "只读了日志"})
    assert "只读了日志" in shown(client, f"{own}/")


def test_the_page_of_an_agreement_keeps_and_ends_it() -> None:
    row, client = signed(), client_of(technician())
    own = f"/remote/agreements/{row.number}"
    page = shown(client, f"{own}/")
    assert all(each in page for each in ("签署存证", row.paper_sha256, "w***@example.com"))
    assert client.get(f"{own}/paper").content.startswith(b"%PDF-")
    times = {
        "starts_at": "2026-01-15T14:00",
        "ends_at": "2026-01-15T16:00",
        "given_by": "王建国",
        "how": "电话",
    }
    assert client.post(f"{own}/consent", times).status_code == 302
    assert "2026-01-15 14:00" in shown(client, f"{own}/")
    client.post(f"{own}/withdraw", {"who": "王建国"})
    assert "客户已撤回同意" in shown(client, f"{own}/")
    client.post(f"{own}/renew")
    assert RemoteAgreement.objects.filter(state="sent", follows=row).exists()
    assert client.post(f"{own}/revoke", {"why": ""}).status_code == 422
    client.post(f"{own}/revoke", {"why": "不再需要"})
    assert "不再需要" in shown(client, f"{own}/")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("", ("起草协议", "签署链接", "协议文本的指纹", "撤回原因", "有效", "最终用户")),
        ("/en", ("Drafted the agreement", "Hash of the paper", "Why it was revoked", "In force")),
    ],
)
def test_the_trail_of_an_agreement_reads_in_words(lang: str, said: tuple[str, ...]) -> None:
    """Neither a field nor a code of the tables is shown as it is kept; instants are Shanghai's."""
    row, client = signed(), client_of(technician())
    own = f"/remote/agreements/{row.number}"
    client.post(f"{own}/revoke", {"why": "不再需要"})
    page = shown(client, f"{lang}{own}/")
    trail = page.split("trailcard", 1)[1]
    assert all(each in trail for each in said)
    assert not re.search(r"paper_sha256|>draft<|>sent<|>signed<|server-internet|_why|_at\b", trail)
    assert not re.search(r"\d{4}-\d\d-\d\dT\d\d", trail)
    assert "撤销" not in page


def test_a_consent_in_the_trail_is_the_customers_to_us() -> None:
    row, client = signed(), client_of(technician())
    own = f"/remote/agreements/{row.number}"
    times = {"starts_at": "2026-01-15T14:00", "ends_at": "2026-01-15T16:00"}
    client.post(f"{own}/consent", {**times, "given_by": "王建国", "how": "电话"})
    trail = shown(client, f"{own}/").split("trailcard", 1)[1]
    assert "登记同意的时段" in trail
    assert "合作伙伴查看" not in trail
    assert "2026-01-15 14:00" in trail


def test_a_code_is_shown_once_to_be_read_out() -> None:
    link = sent()
    client = client_of(technician())
    answer = client.post(f"/remote/agreements/{link.agreement.number}/code")
    assert "请拨打登记的电话" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert 'class="digits"' not in shown(client, f"/remote/agreements/{link.agreement.number}/")


def test_the_list_filters_counts_and_goes_out_as_a_workbook() -> None:
    session = running()
    client = client_of(technician())
    page = shown(client, "/remote/")
    assert all(each in page for each in ("RA-2601-001", session.number, "现在能连接吗"))
    assert "没有符合条件的协议" in shown(client, "/remote/?state=revoked")
    assert "RA-2601-001" in shown(client, "/remote/?q=王建国&mode=server-internet&state=signed")
    assert "RA-2601-001" not in shown(client, "/remote/?ending=1")
    answer = client.get("/remote/export")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    numbers = [row[0].value for row in book.active.iter_rows()]
    assert "RA-2601-001" in numbers
    assert session.number in shown(client, "/remote/sessions/?state=running")


def test_a_number_leads_to_its_answer() -> None:
    system = served()
    case, client = case_of(system), client_of(technician())
    assert client.get(f"/remote/find?of={case.number.lower()}")["Location"].endswith("/remote")
    assert client.get("/remote/find?of=S-001")["Location"] == f"/systems/{system.pk}/remote"
    assert client.get("/remote/find?of=none").status_code == 404
    assert "不能，现在不行" in shown(client, f"/systems/{system.pk}/remote")


def test_case_and_system_say_where_remote_service_stands() -> None:
    system = served()
    case, client = case_of(system), client_of(technician())
    assert f"/cases/{case.number}/remote" in shown(client, f"/cases/{case.number}/")
    assert "远程：未签署" in shown(client, f"/cases/{case.number}/remote/line")
    signed(system)
    assert "远程：已签署，至 2027-01-14" in shown(client, f"/cases/{case.number}/remote/line")
    assert "RA-2601-001" in shown(client, f"/systems/{system.pk}/")


def test_finance_sees_nothing_of_it() -> None:
    """How a network is entered is for those who enter it."""
    system = served()
    signed(system)
    client = client_of(person("finance"))
    assert "RA-2601-001" not in shown(client, f"/systems/{system.pk}/")
    for path in ("/remote/", "/remote/agreements/RA-2601-001/", f"/systems/{system.pk}/remote"):
        assert client.get(path).status_code == 403
