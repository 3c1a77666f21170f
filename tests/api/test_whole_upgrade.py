"""One upgrade from its lead to the handover and the report, by programs alone (SY-1 to SY-4)."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.calling import Program, token
from tests.claims.claims import part
from tests.documents.visit_report_samples import picture
from tests.field.visits import engineer
from tests.lifecycle.lives import listed
from tests.office import outsider, person, system
from tests.upgrades.proposals import PROCESSOR

pytestmark = pytest.mark.django_db
AT = "2026-01-15T09:30:00+08:00"
PAPER = b"%PDF-1.4 signed"


def latest(told: Any) -> dict[str, Any]:
    """Return the latest version of a proposal in an answer."""
    assert told.status < 300, told.body
    found: dict[str, Any] = told.body["versions"][0]
    return found


def test_programs_do_a_whole_upgrade() -> None:
    """SY-1, SY-2, SY-3, SY-4, D-14, D-20."""
    who = engineer()
    sales, boss, phone = (
        Program(token(person("sales", name="宋妍"), "sales")),
        Program(token(person("manager", name="高岚"), "manager")),
        Program(token(who.person, "engineer")),
    )
    row = system(bom_fen=500_000_00, system_type="Quantum")
    listed(row, "QP2", quantity=2)
    part(PROCESSOR, "32000.00")
    lead = lead_of(sales, row.pk)
    survey, visit = asked_for(sales, row.pk)
    booked(boss, visit, who.pk)
    surveyed_by(phone, survey, visit)
    number = drafted(sales, row.pk, survey)
    assert sales.get(f"/leads/{lead}").body["state"] == "proposal"
    offered(sales, boss, number)
    customer_accepts(sales, number)
    assert sales.get(f"/leads/{lead}").body["state"] == "won"
    new = handed_over(boss, number)
    assert sales.get(f"/systems/{new}").body["order_date"] == "2026-01-15"
    report = sales.get("/upgrade-report?since=2026-01-01").body
    assert (report["won"], report["outcomes"][0]["reason"]) == (1, "system-upgrade")
    forgotten(boss, row.site.owner)


def lead_of(sales: Program, pk: int) -> str:
    """Make a lead of a system; return its number."""
    wish = {"next_on": "2026-01-20", "next_step": "打电话", "why": "新手机无法连接"}
    made = sales.post(f"/systems/{pk}/leads", wish)
    assert made.body["state"] == "open"
    return str(made.body["number"])


def asked_for(sales: Program, pk: int) -> tuple[str, str]:
    """Ask for a survey of a system; return its number and that of its visit."""
    made = sales.post(f"/systems/{pk}/surveys", {"why": "老系统"}).body
    (visit,) = made["visits"]
    return str(made["number"]), str(visit["number"])


def booked(boss: Program, visit: str, engineer_pk: int) -> None:
    """Book the best slot of a visit."""
    slot = boss.get(f"/visits/{visit}/fit").body["slots"][0]
    placed = {
        "engineer": engineer_pk,
        "starts_at": slot["starts_at"],
        "ends_at": slot["ends_at"],
    }
    assert boss.post(f"/visits/{visit}/book", placed).status == 200


def surveyed_by(phone: Program, number: str, visit: str) -> None:
    """Make the visit of a survey, record what was found with its photo, and finish both."""
    acts(phone, visit, "arrive")
    sends(phone, visit, "photo", picture(80, 60))
    sends(phone, visit, "sign", picture(400, 200, "PNG"), signer="王建国")
    acts(phone, visit, "finish", fixed=True)
    (shot,) = phone.get(f"/surveys/{number}").body["photos"]
    found = {"component": "处理器", "part_number": "QP2", "quantity": 2, "condition": "faulty"}
    recorded = phone.post(f"/surveys/{number}/findings", {**found, "photo": shot})
    assert recorded.body["findings"][0]["photo"] == shot
    done = phone.post(f"/surveys/{number}/finish", {"summary": "处理器停产"}, If_Match="*")
    assert done.body["state"] == "done", done.body


def acts(phone: Program, visit: str, kind: str, **payload: Any) -> None:
    """Do one thing on a visit, as the phone does."""
    body = {"key": kind, "kind": kind, "device_at": AT, "device_now": AT, "payload": payload}
    told = phone.post(f"/visits/{visit}/phone-actions", body)
    assert told.body["outcome"] == "done", told.body


def sends(phone: Program, visit: str, kind: str, content: bytes, **more: str) -> None:
    """Send a picture of a visit, as the phone does."""
    form = {"key": kind, "kind": kind, "device_at": AT, "device_now": AT, **more}
    file = SimpleUploadedFile("a", content)
    told = phone.upload(f"/visits/{visit}/phone-files", {**form, "file": file})
    assert told.body["outcome"] == "done", told.body


def drafted(sales: Program, pk: int, survey: str) -> str:
    """Draft a proposal with two options, one of them whole; return its number."""
    ways = [{"kind": "system-upgrade", "target": "ATHENA"}, {"kind": "software-upgrade"}]
    wish = {"system": pk, "survey": survey, "need": "新手机连接", "ways": ways}
    made = sales.post("/proposals", wish, Idempotency_Key="whole")
    number, etag = made.body["number"], made.headers["ETag"]
    option = f"/proposals/{number}/options/A"
    line = {"kind": "hardware", "part_number": PROCESSOR, "quantity": "2"}
    etag = sales.post(f"{option}/lines", line, If_Match=etag).headers["ETag"]
    work = {"service": "onsite-programming", "hours": "business", "quantity": "1"}
    told = sales.post(f"{option}/lines", {"kind": "man-days", **work}, If_Match=etag)
    assert told.status == 201, told.body
    for each in latest(told)["content"]["options"][0]["reuse"]:
        if each["verdict"] != "replaced":
            kept = f"{option}/reuse/{each['key']}"
            assert sales.delete(kept, If_Match="*").status == 204
    return str(number)


def offered(sales: Program, boss: Program, number: str) -> None:
    """Issue a proposal whose records are missing, with an approver's word, and send it."""
    one = f"/proposals/{number}"
    for problem in sales.get(f"{one}/preview").body["problems"]:
        key, _dot, name = problem["field"].partition(".")
        why = {"no_exploration_why": "图纸已由客户寄来"}
        assert name in why, problem
        assert sales.patch(f"{one}/options/{key}", why, If_Match="*").status == 200
    lower = {"percent": "5", "why": "老客户"}
    assert sales.post(f"{one}/options/A/discount", lower, If_Match="*").status == 200
    assert latest(sales.post(f"{one}/issue", If_Match="*"))["state"] == "awaiting-approval"
    assert latest(boss.post(f"{one}/approve", {"note": ""}, If_Match="*"))["state"] == "approved"
    given = sales.post(f"{one}/send", {"to": "wang@example.com"}, If_Match="*")
    assert latest(given)["state"] == "sent"


def customer_accepts(sales: Program, number: str) -> None:
    """Register what the customer signed."""
    shown = latest(sales.get(f"/proposals/{number}"))
    form = {"option": "A", "name": "王建国", "how": "邮件", "sha256": shown["pdf_sha256"]}
    file = SimpleUploadedFile("signed.pdf", PAPER)
    told = sales.upload(f"/proposals/{number}/accept", {**form, "file": file})
    assert (told.status, told.body["state"]) == (200, "accepted"), told.body
    assert {each["state"] for each in told.body["bills"]} == {"due"}
    assert told.body["work"]


def handed_over(boss: Program, number: str) -> int:
    """Hand the upgrade over with every decision said; return the key of the new system."""
    known = boss.get(f"/upgrades/{number}/preparation").body
    decisions = {each["key"]: "end" if each["may_end"] else "carry" for each in known["things"]}
    parts = {row["key"]: {"part_number": row["part_number"]} for row in known["rows"]}
    form = {
        **{name: known[name] for name in ("ref", "name", "system_type", "class")},
        **{"completed_on": "2026-01-15", "handed_to": "王建国", "software_version": "24.1"},
        **{"start_up": "manufacturer", "why": "随旧系统结束"},
        "whole": "true" if known["whole"] else "false",
        "decisions": json.dumps(decisions),
        "parts": json.dumps(parts),
        "evidence": SimpleUploadedFile("handover.pdf", PAPER),
    }
    told = boss.upload(f"/upgrades/{number}/complete", form)
    assert (told.status, told.body.get("state")) == (200, "completed"), told.body
    return int(told.body["handover"]["new_system_id"])


def forgotten(boss: Program, owner: Any) -> None:
    """Settle what one of the customer's people asks of their data."""
    me = Program(token(outsider(owner, name="王敏"), "customer"))
    asked = me.post("/me/corrections", {"words": "姓名有误", "name": "王敏敏"})
    path = f"/privacy/requests/{asked.body['id']}/correct"
    done = boss.post(path, {"why": "已更正姓名"}, If_Match="*")
    assert done.body["state"] == "done", done.body
    assert me.get("/me").body["name"] == "王敏敏"
