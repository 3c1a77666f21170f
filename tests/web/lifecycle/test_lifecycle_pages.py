"""System Care on pages: the radar with its filters, leads, the catalogue, what systems say."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from lumencare.accounts.models import User
from lumencare.claims.models import Claim
from lumencare.lifecycle.models import Lead, Software, SystemEntry
from tests.claims.claims import asked, faulty, part
from tests.lifecycle.lives import SYSTEM, keeper, lead, listed, old_system, seller, software
from tests.office import NOW, TODAY, organization, person, site, system

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
HTTP_OK, CONFLICT, WRONG = 200, 409, 422


@pytest.fixture(autouse=True)
def _at_the_day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def get(client: Client, path: str, user: User) -> str:
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == HTTP_OK, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_radar_says_first_how_many_call_for_system_care(client: Client) -> None:
    """SY-1."""
    old_system()
    system(site(organization("别家"), name="新楼"), ref="NEW", system_type="Athena")
    page = get(client, "/system-care/", seller())
    assert "1 个系统应提出系统保障计划" in page
    assert "请尽快提出系统保障计划：系统老旧。" in page
    assert "已是第 9 项目年度" in page
    assert "新楼" not in get(client, "/system-care/?grade=urgent", seller())
    assert "没有系统需要" in get(client, "/system-care/?system=ATHENA&lead=none", seller())
    english = get(client, "/en/system-care/?kind=old", seller())
    assert "One system calls for System Care" in english


def test_amounts_are_not_shown_to_who_may_not_see_them(client: Client) -> None:
    old_system()
    assert "涉及金额" in get(client, "/system-care/", seller())
    page = get(client, "/system-care/?order=-bom", person("engineer"))
    assert "涉及金额" not in page
    assert "涉及硬件" not in page


def test_the_radar_leaves_as_a_workbook_with_reasons_in_both_languages(client: Client) -> None:
    old_system()
    client.force_login(seller())
    sent = client.get("/system-care/export?grade=urgent")
    rows = list(load_workbook(BytesIO(sent.getvalue())).active.values)
    said = " ".join(str(cell) for row in rows for cell in row if cell)
    assert "已停产" in said
    assert "project year 9" in said
    assert "2000000" in said
    client.force_login(person("engineer"))
    bare = client.get("/system-care/export")
    cells = list(load_workbook(BytesIO(bare.getvalue())).active.values)
    assert not any("2000000" in str(cell) for row in cells for cell in row)


def test_a_lead_is_made_from_a_row_followed_and_lost(client: Client) -> None:
    """SY-1."""
    row, by = old_system(), seller()
    client.force_login(by)
    typed = {"owner": by.pk, "next_step": "打电话", "next_on": TODAY.isoformat()}
    made = client.post(f"/systems/{row.pk}/lead", typed, follow=True)
    assert "线索已建立" in made.content.decode()
    number = Lead.objects.get().number
    assert client.get(f"/systems/{row.pk}/lead").status_code == 302
    page = get(client, f"/system-care/leads/{number}/", by)
    assert "由 销售甲 跟进" in page
    assert "系统目录" in page
    stale = client.post(
        f"/system-care/leads/{number}/edit", {**typed, "version": 9, "next_step": "拜访"}
    )
    assert stale.status_code == CONFLICT
    wrong = client.post(f"/system-care/leads/{number}/lost", {"version": 1})
    assert wrong.status_code == WRONG
    lost = {"version": 1, "lost_reason": "price", "why": SCRIPT}
    ended = client.post(f"/system-care/leads/{number}/lost", lost, follow=True).content.decode()
    assert "价格过高" in ended
    assert SCRIPT not in ended
    assert "价格过高" in get(client, "/system-care/leads/?state=lost", by)
    assert "没有符合条件的线索" in get(client, "/system-care/leads/", by)


def test_a_lead_that_is_due_waits_on_the_workbench(client: Client) -> None:
    lead(next_step="打电话给业主")
    assert "打电话给业主" in get(client, "/", seller())
    assert "打电话给业主" not in get(client, "/", keeper())


def test_a_claimed_part_that_cannot_be_had_leads_to_a_lead(client: Client) -> None:
    """SY-1."""
    part("OLD-1", state="obsolete")
    claim = asked(faulty(old_system()), part_number="OLD-1")
    Claim.objects.filter(pk=claim.pk).update(lead="open")
    client.force_login(seller())
    version = Claim.objects.get(pk=claim.pk).version
    client.post(f"/claims/{claim.number}/lead", {"version": version})
    number = Lead.objects.get().number
    assert number in get(client, f"/claims/{claim.number}/", seller())
    assert claim.number in get(client, f"/system-care/leads/{number}/", seller())


def test_an_obsolete_part_shows_the_systems_to_lead(client: Client) -> None:
    """SY-1: the stock leads to System Care."""
    row = old_system()
    part("OLD-1", state="obsolete")
    listed(row, "OLD-1")
    client.force_login(seller())
    page = client.get("/stock/catalogue/parts/OLD-1").content.decode()
    assert f"/systems/{row.pk}/lead?part=OLD-1" in page
    form = client.get(f"/systems/{row.pk}/lead?part=OLD-1").content.decode()
    assert 'value="OLD-1"' in form


def test_a_system_and_its_site_say_the_verdict(client: Client) -> None:
    """SY-1: Project 360."""
    row = old_system()
    page = get(client, f"/systems/{row.pk}/", seller())
    assert "请尽快提出系统保障计划：系统老旧。" in page
    assert "建立线索" in page
    assert "请尽快提出系统保障计划" in get(client, f"/sites/{row.site_id}/", seller())


def test_the_software_on_site_is_noted_on_a_form(client: Client) -> None:
    """X-9."""
    row = system()
    software("3.5", clients="Windows 10")
    client.force_login(person("engineer"))
    typed = {
        "software_version": "3.5",
        "clients": f"Windows 11\n{SCRIPT}",
        "seen_on": TODAY.isoformat(),
        "source": "现场",
        "version": row.version,
    }
    client.post(f"/systems/{row.pk}/software", typed)
    page = client.get(f"/systems/{row.pk}/").content.decode()
    assert "不支持客户端操作系统" in page
    assert SCRIPT not in page
    again = client.post(f"/systems/{row.pk}/software", typed)
    assert again.status_code == CONFLICT


def test_the_catalogue_says_what_is_unknown_and_where_facts_are_from(client: Client) -> None:
    software("3.5")
    page = get(client, "/system-care/catalogue/", person("finance"))
    assert "未知" in page
    assert "初始内容" in page
    one = get(client, "/system-care/catalogue/QUANTUM/", person("engineer"))
    assert "release notes" in one
    assert "升级为 Athena" in one
    assert client.get("/system-care/catalogue/NOPE/").status_code == 404


def test_an_entry_is_changed_on_a_form_and_a_stale_one_conflicts(client: Client) -> None:
    """The form begins with what is known; source and confidence are asked for."""
    client.force_login(keeper())
    address = "/system-care/catalogue/QUANTUM/edit"
    shown = client.get(address).content.decode()
    assert "Quantum Total Light Management" in shown
    typed = {**SYSTEM, "support_ends_on": "2028-12-31", "note_zh": SCRIPT, "version": "0"}
    assert client.post(address, {**typed, "source": ""}).status_code == WRONG
    assert client.post(address, typed).status_code == 302
    page = client.get("/system-care/catalogue/QUANTUM/").content.decode()
    assert "2028-12-31" in page
    assert "本公司维护" in page
    assert SCRIPT not in page
    assert client.post(address, {**typed, "status": "obsolete"}).status_code == CONFLICT
    assert SystemEntry.objects.get().status == "supported-legacy"


def test_versions_and_components_are_kept_and_taken_out(client: Client) -> None:
    client.force_login(keeper())
    base = "/system-care/catalogue/HWQSX"
    assert "21.7" in client.get(f"{base}/software?number=21.7").content.decode()
    out = client.post(f"{base}/software/out?number=25.4", {"source": "误录", "version": 0})
    assert out.status_code == 302
    assert Software.objects.get().withdrawn
    assert "number=25.4" not in client.get(f"{base}/").content.decode()
    kept = {
        "target": "HWQSX",
        "component": "wiring",
        "reuse": "adapted",
        "source": "现场",
        "confidence": "high",
        "version": 0,
    }
    client.post("/system-care/catalogue/HWQS/reuse?target=HWQSX&component=wiring", kept)
    assert "适配后保留" in get(client, "/system-care/catalogue/HWQS/", keeper())
    gone = "/system-care/catalogue/HWQS/reuse/out?target=HWQSX&component=wiring"
    assert client.post(gone, {"source": "误录", "version": 1}).status_code == 302


@pytest.mark.parametrize(
    "query",
    ["grade=worst", "kind=x&lead=y&order=z", "cursor=1%00", "owner=abc", "q=%27%22%3Cscript%3E",
     "system=NOPE&city=%3Cb%3E"],
)  # fmt: skip
def test_a_made_up_address_shows_a_list_or_says_what_is_wrong(client: Client, query: str) -> None:
    client.force_login(seller())
    for page in ("/system-care/", "/system-care/leads/"):
        assert client.get(f"{page}?{query}").status_code in {200, 400, 404, 422}
