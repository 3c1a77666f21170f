"""Upgrade proposals for programs: drafted part by part, issued, approved, sent, revised, lost."""

from typing import Any

import pytest

from lumencare.upgrades.models import ProposalLink
from tests.api.calling import Program, Told, program, token
from tests.claims.claims import part
from tests.office import outsider, system
from tests.upgrades.proposals import (
    PROCESSOR,
    approver,
    asked,
    draft,
    seller,
    sent,
    surveyed,
    with_typed_line,
    without_lines,
)

pytestmark = pytest.mark.django_db
OTHER = {"kind": "hardware", "text": "面板", "quantity": "2", "price": "100.00"}


@pytest.fixture
def sales() -> Program:
    return Program(token(seller(), "sales"))


def begun(sales: Program, **more: Any) -> Told:
    """Begin a proposal with a way to another system, and without records to explore."""
    told = sales.post("/proposals", {"system": system(bom_fen=500_000_00).pk, **more})
    assert told.status == 201, told.body
    return told


def option(told: Told, key: str = "A") -> dict[str, Any]:
    """Return an option of the latest version of an answer."""
    options = told.body["versions"][0]["content"]["options"]
    found: dict[str, Any] = next(each for each in options if each["key"] == key)
    return found


def test_a_draft_begins_with_what_is_wished_and_known(sales: Program) -> None:
    """SY-3, SY-4."""
    survey = surveyed(asked(system(bom_fen=500_000_00)))
    wish = {
        "system": survey.system_id,
        "need": "新手机连接",
        "survey": survey.number,
        "ways": [{"kind": "software-upgrade"}],
    }
    made = sales.post("/proposals", wish, Idempotency_Key="p-1")
    assert made.status == 201
    assert sales.post("/proposals", wish, Idempotency_Key="p-1").body == made.body
    assert (made.body["survey"], made.body["etag"]) == (survey.number, "1-1")
    (version,) = made.body["versions"]
    assert (version["state"], version["content"]["need"]) == ("draft", "新手机连接")
    assert [each["kind"] for each in version["content"]["options"]] == ["software-upgrade"]
    assert {"change", "issue", "lose"} <= set(version["steps"])
    found = sales.get(f"/proposals?state=draft&system={survey.system_id}").body
    assert [each["number"] for each in found["items"]] == [made.body["number"]]


def test_a_survey_that_is_not_done_carries_no_proposal(sales: Program) -> None:
    survey = asked(system(bom_fen=500_000_00))
    told = sales.post("/proposals", {"system": survey.system_id, "survey": survey.number})
    assert told.status == 422
    assert told.body["problems"][0]["field"] == "survey"


def test_lines_are_priced_by_the_list_unless_a_price_is_given(sales: Program) -> None:
    """D-20."""
    part(PROCESSOR, "32000.00")
    made = begun(sales)
    path = f"/proposals/{made.body['number']}/options/A/lines"
    line = {"kind": "hardware", "part_number": PROCESSOR, "quantity": "2"}
    assert sales.post(path, line).status == 428
    added = sales.post(path, line, If_Match=made.headers["ETag"])
    assert added.status == 201
    new = option(added)["lines"][-1]
    assert (new["price"], new["listed"], new["quantity"]) == ("32000.00", "32000.00", "2")
    assert sales.post(path, line, If_Match=made.headers["ETag"]).status == 412
    one = f"{path}/{new['key']}"
    lower = {"price": "30000.00", "why": "老客户"}
    changed = sales.patch(one, lower, If_Match=added.headers["ETag"])
    assert option(changed)["lines"][-1]["price"] == "30000.00"
    listed = sales.patch(one, {"price": None, "why": ""}, If_Match="*")
    assert option(listed)["lines"][-1]["price"] == "32000.00"
    unsaid = sales.post(path, OTHER, If_Match="*")
    assert unsaid.body["problems"][0]["field"] == "why", "a price that no list has needs a reason"
    misfit = sales.patch(one, {"service": "onsite-programming"}, If_Match="*")
    assert misfit.body["problems"][0]["field"] == "service"
    wrong = sales.patch(one, {"quantity": "1.5", "price": "viel"}, If_Match="*")
    assert wrong.body["problems"][0]["field"] == "price"
    assert sales.delete(one, If_Match="*").status == 204
    assert sales.delete(one, If_Match="*").status == 404


def test_options_reuse_and_steps_are_written_one_by_one(sales: Program) -> None:
    """SY-1, SY-3, G-2."""
    number = begun(sales, ways=[{"kind": "software-upgrade"}]).body["number"]
    one = f"/proposals/{number}"
    added = sales.post(
        f"{one}/options", {"kind": "system-upgrade", "target": "ATHENA"}, If_Match="*"
    )
    assert option(added, "B")["target"] == "ATHENA"
    half = sales.patch(f"{one}/options/B", {"name_en": ""}, If_Match="*")
    assert half.body["problems"][0]["field"] == "name_en"
    named = sales.patch(f"{one}/options/B", {"name_zh": "升级", "name_en": "Upgrade"}, If_Match="*")
    assert option(named, "B")["name"] == {"zh": "升级", "en": "Upgrade"}
    assert sales.patch(one, {"recommended": "B"}, If_Match="*").status == 200
    assert sales.patch(one, {"recommended": "C"}, If_Match="*").status == 422
    row = {"component": "桥接器", "verdict": "replaced", "quantity": 2}
    reuse = option(sales.post(f"{one}/options/B/reuse", row, If_Match="*"), "B")["reuse"][-1]
    assert (reuse["component"], reuse["assumed"]) == ("桥接器", None)
    path = f"{one}/options/B/reuse/{reuse['key']}"
    kept = option(sales.patch(path, {"verdict": "kept"}, If_Match="*"), "B")["reuse"][-1]
    assert (kept["verdict"], kept["quantity"]) == ("kept", 2)
    assert sales.delete(path, If_Match="*").status == 204
    step = {"text_zh": "培训", "text_en": "Training", "doer": "partner"}
    steps = option(sales.post(f"{one}/options/B/steps", step, If_Match="*"), "B")["steps"]
    last = f"{one}/options/B/steps/{steps[-1]['key']}"
    out = sales.patch(last, {"out_hours": 3}, If_Match="*")
    assert {each["field"] for each in out.body["problems"]} == {
        "out_of_service_zh",
        "out_of_service_en",
    }
    moved = option(sales.post(f"{last}/earlier", If_Match="*"), "B")["steps"]
    assert moved[-2]["text"]["en"] == "Training"
    assert sales.delete(last, If_Match="*").status == 204
    assert sales.delete(f"{one}/options/B", If_Match="*").status == 204
    assert sales.patch(f"{one}/options/B", {"name_zh": "x"}, If_Match="*").status == 404


def test_a_draft_tells_what_keeps_it_from_being_issued(sales: Program) -> None:
    """SY-3."""
    number = without_lines(draft()).proposal.number
    told = sales.get(f"/proposals/{number}/preview").body
    assert told["problems"], "an option has no price"
    refused = sales.post(f"/proposals/{number}/issue", If_Match="*")
    assert refused.body["problems"] == told["problems"]


def test_at_list_prices_it_is_issued_sent_revised_and_lost(sales: Program) -> None:
    """SY-3, D-26."""
    number = draft().proposal.number
    one = f"/proposals/{number}"
    seen = sales.get(f"{one}/preview").body
    assert (seen["problems"], seen["answer"]["approval_because"]) == ([], [])
    made = sales.post(f"{one}/issue", If_Match=sales.get(one).headers["ETag"])
    (version,) = made.body["versions"]
    assert (version["state"], version["answer"]) == ("approved", seen["answer"])
    assert sales.get(f"{one}/preview").status == 422, "nothing of it is a draft any more"
    assert sales.get(f"{one}/pdf").bytes.startswith(b"%PDF")
    assert sales.get(f"{one}/pdf?version=2").status == 404
    frozen = sales.patch(f"{one}/options/A", {"name_zh": "x"}, If_Match="*")
    assert (frozen.status, frozen.body["type"]) == (422, "/api/v1/problems/refused")
    given = sales.post(f"{one}/send", {"to": "wang@example.com"}, If_Match="*")
    (link,) = given.body["versions"][0]["links"]
    assert (given.body["versions"][0]["state"], link["works"]) == ("sent", True)
    assert link["zh_address"].startswith("http")
    ended = sales.post(f"{one}/links/{link['id']}/revoke")
    assert ended.body["versions"][0]["links"][0]["works"] is False
    revised = sales.post(f"{one}/revise", If_Match="*")
    assert (revised.status, revised.body["etag"], len(revised.body["versions"])) == (201, "2-1", 2)
    wrong = sales.post(f"{one}/lose", {"reason": "weather", "words": "x"}, If_Match="*")
    assert "price" in wrong.body["problems"][0]["en"]
    lost = sales.post(f"{one}/lose", {"reason": "price", "words": "超出预算"}, If_Match="*")
    assert [each["state"] for each in lost.body["versions"]] == ["lost", "superseded"]


def test_a_price_of_ones_own_waits_for_somebody_else(sales: Program) -> None:
    """D-20."""
    number = with_typed_line(draft()).proposal.number
    one = f"/proposals/{number}"
    issued = sales.post(f"{one}/issue", If_Match="*").body["versions"][0]
    assert issued["state"] == "awaiting-approval"
    assert issued["answer"]["approval_because"][0]["rule"] == "SY-3"
    assert sales.post(f"{one}/approve", {"note": ""}, If_Match="*").status == 403
    boss = Program(token(approver(), "approver"))
    back = boss.post(f"{one}/refuse", {"note": "请核价"}, If_Match="*").body["versions"][0]
    assert (back["state"], back["decisions"][0]["note"]) == ("draft", "请核价")
    sales.post(f"{one}/issue", If_Match="*")
    done = boss.post(f"{one}/approve", {"note": "可以"}, If_Match="*").body["versions"][0]
    assert done["state"] == "approved"


def test_another_companys_people_reach_nothing_and_ids_belong_together(sales: Program) -> None:
    """Hostile: ids of others in every address."""
    version, link = sent()
    number = version.proposal.number
    for role in ("customer", "partner"):
        stranger = Program(token(outsider(version.proposal.system.site.owner, role), role))
        for path in ("/proposals", f"/proposals/{number}", f"/proposals/{number}/pdf"):
            assert stranger.get(path).status in {403, 404}
        assert stranger.post(f"/proposals/{number}/revise", If_Match="*").status in {403, 404}
    assert sales.post(f"/proposals/U-9999-999/links/{link.pk}/revoke").status == 404
    assert ProposalLink.objects.get().revoked_at is None
    assert sales.get("/proposals/U-9999-999").status == 404
    assert program("engineer").get(f"/proposals/{number}").status == 403
