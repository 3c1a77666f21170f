"""System Care for programs: the radar, software on site, leads, the catalogue; stale versions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.lifecycle.models import Lead
from tests.api.calling import Program, token
from tests.lifecycle.books import book
from tests.lifecycle.lives import REUSE, SYSTEM, VERSION, keeper, lead, old_system, seller, software
from tests.office import TODAY, outsider, person, system

pytestmark = pytest.mark.django_db
CHANGE = {"status": "obsolete", "source": "厂商通知", "confidence": "high"}


@pytest.fixture
def sales() -> Program:
    return Program(token(seller(), "sales"))


@pytest.fixture
def office() -> Program:
    return Program(token(keeper(), "coordinator"))


def test_the_radar_lists_verdicts_with_reasons(sales: Program) -> None:
    """SY-1."""
    row = old_system()
    found = sales.get("/lifecycle?grade=urgent").body
    assert found["total"] == 1
    one = found["items"][0]
    assert (one["pk"], one["code"], one["verdict"]["kinds"]) == (row.pk, "HWI", ["old"])
    assert {each["rule"] for each in one["verdict"]["because"]} == {"SY-1", "G-4", "X-9"}
    assert one["cover"]["stake"]["bom"] == "2000000.00"
    assert sales.get("/lifecycle?grade=bad").status == 422
    engineer = Program(token(person("engineer"), "engineer"))
    assert engineer.get("/lifecycle").body["items"][0]["cover"]["stake"] is None


def test_software_is_noted_at_the_version_that_was_read(office: Program) -> None:
    """X-9."""
    row = system()
    software("3.5", clients="Windows 10")
    path = f"/systems/{row.pk}/software"
    read = office.get(f"/systems/{row.pk}/lifecycle")
    etag = read.headers["ETag"]
    note = {
        "software_version": "3.5",
        "clients": ["Windows 11"],
        "seen_on": TODAY.isoformat(),
        "source": "现场",
    }
    assert office.patch(path, note).status == 428
    told = office.patch(path, note, If_Match=etag)
    assert told.body["software"]["clients"] == ["Windows 11"]
    assert told.body["verdict"]["kinds"] == ["clients", "old"]
    assert office.patch(path, note, If_Match=etag).status == 412
    kept = office.patch(path, {"seen_on": TODAY.isoformat(), "source": "电话"}, If_Match="*")
    assert kept.body["software"]["clients"] == ["Windows 11"]


def test_leads_are_made_followed_and_lost(sales: Program) -> None:
    """SY-1."""
    row = old_system()
    made = sales.post(f"/systems/{row.pk}/leads", {"next_on": TODAY.isoformat()})
    assert made.status == 201
    number = made.body["number"]
    assert sales.post(f"/systems/{row.pk}/leads", {"next_on": TODAY.isoformat()}).status == 409
    changed = sales.patch(f"/leads/{number}", {"next_step": "拜访"}, If_Match=made.headers["ETag"])
    assert (changed.body["next_step"], changed.body["owner"]) == ("拜访", "销售甲")
    stale = sales.post(f"/leads/{number}/move", {"to": "won"}, If_Match=made.headers["ETag"])
    assert stale.status == 412
    ended = sales.post(
        f"/leads/{number}/move", {"to": "lost", "lost_reason": "price"}, If_Match="*"
    )
    assert (ended.body["state"], ended.body["can"]) == ("lost", ["open"])
    assert sales.get("/leads").body["total"] == 0
    assert sales.get("/leads?state=ended").body["total"] == 1
    refused = sales.post(f"/leads/{number}/move", {"to": "won"}, If_Match="*")
    assert refused.status == 422


def test_the_catalogue_is_read_and_kept(office: Program, sales: Program) -> None:
    """SY-1, X-9."""
    one = sales.get("/system-catalogue/HWI")
    assert (one.body["status"], one.body["support_ends_on"]) == ("obsolete", None)
    assert {each["reuse"] for each in one.body["reuse"]} == {"kept", "adapted", "replaced"}
    assert sales.patch("/system-catalogue/QUANTUM", CHANGE, If_Match='"0"').status == 403
    kept = office.patch("/system-catalogue/QUANTUM", CHANGE, If_Match='"0"')
    assert (kept.body["status"], kept.body["version"]) == ("obsolete", 1)
    assert kept.body["name"]["en"] == "Quantum Total Light Management"
    assert office.patch("/system-catalogue/QUANTUM", CHANGE, If_Match='"0"').status == 412
    assert office.patch("/system-catalogue/QUANTUM", CHANGE, If_Match='"made-up"').status == 412
    assert office.patch("/system-catalogue/NOPE", CHANGE, If_Match="*").status == 404
    version = office.post("/system-catalogue/QUANTUM/software", VERSION)
    assert [each["number"] for each in version.body["software"]] == ["3.5"]
    assert office.post("/system-catalogue/QUANTUM/software", VERSION).status == 409
    reuse = office.post("/system-catalogue/QUANTUM/reuse", {**REUSE, "reuse": "replaced"})
    wiring = next(each for each in reuse.body["reuse"] if each["component"] == "wiring")
    assert (wiring["reuse"], wiring["version"]) == ("replaced", 1)
    gone = {"target": "ATHENA", "component": "wiring", "source": "误录", "version": 1}
    after = office.post("/system-catalogue/QUANTUM/reuse/withdraw", gone)
    assert "wiring" not in {each["component"] for each in after.body["reuse"]}


def test_a_system_is_added_with_names_of_its_own(office: Program) -> None:
    new = {
        **{name: value for name, value in SYSTEM.items() if name not in {"also", "successors"}},
        "code": "NEW-1",
        "name_zh": "新系统",
        "name_en": "New system",
        "also": ["新"],
    }
    assert office.post("/system-catalogue", {**new, "also": ["Athena"]}).status == 422
    assert office.post("/system-catalogue", {**new, "code": "<b>"}).status == 422
    assert office.post("/system-catalogue", new).body["code"] == "NEW-1"
    assert office.post("/system-catalogue", new).status == 409


def test_another_companys_people_reach_nothing(sales: Program) -> None:
    """Hostile: ids of others in every address."""
    row = lead()
    for role in ("customer", "partner"):
        stranger = Program(token(outsider(row.system.site.owner, role), role))
        for path in (
            "/lifecycle",
            "/leads",
            f"/leads/{row.number}",
            f"/systems/{row.system_id}/lifecycle",
            "/system-catalogue",
        ):
            assert stranger.get(path).status in {403, 404}
        assert stranger.patch(f"/leads/{row.number}", {}, If_Match="*").status in {403, 404}
    assert Lead.objects.get().version == row.version
    assert sales.get("/leads/L-9999-999").status == 404
    assert sales.get("/lifecycle?cursor=MQ").status == 422


def workbook(status: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("目录.xlsx", book(系统=[("QUANTUM", status)]))


def test_a_workbook_of_the_catalogue_is_looked_at_and_then_kept(office: Program) -> None:
    path = "/imports/system-catalogue"
    seen = office.upload(f"{path}?dry_run=true", {"file": workbook("已停产")})
    assert seen.body["may_be_kept"]
    (change,) = seen.body["changes"]
    assert (change["name"], change["fields"][0]["after"]["en"]) == ("QUANTUM", "Obsolete")
    late = {"file": workbook("已停产"), "after": "0" * 64}
    assert office.upload(path, late).status == 409
    kept = office.upload(path, {"file": workbook("已停产"), "after": seen.body["after"]})
    assert (kept.status, len(kept.body["changes"])) == (201, 1)
    assert office.get("/system-catalogue/QUANTUM").body["status"] == "obsolete"
    wrong = office.upload(path, {"file": workbook("很旧")})
    assert (wrong.status, wrong.body["problems"][0]["field"]) == (422, "系统!B2")
