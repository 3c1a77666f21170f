"""A quote by the interface from its draft to its acceptance, and what each step refuses."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from lumencare.sales.models import Quote
from tests.api.calling import Program, Told, program
from tests.office import NOW, organization, outsider, site, system

pytestmark = pytest.mark.django_db
PLUS = [{"plan": "part-care-plus"}]
LOWERED = [{"code": "part-care-plus", "unit_net": "70000.00", "reason": "老客户"}]


def begun(caller: Program, **more: Any) -> Told:
    """Begin a quote of the published Quantum case."""
    one = system()
    told = caller.post("/quotes", {"system": one.pk, "plans": PLUS, **more})
    assert told.status == 201, told.body
    return told


def step(caller: Program, quote: Told, name: str, body: object = None) -> Told:
    """Take the next step of a quote as it was read."""
    return caller.post(
        f"/quotes/{quote.body['number']}/{name}", body, If_Match=quote.headers["ETag"]
    )


def sent(caller: Program) -> Told:
    told = step(caller, step(caller, begun(caller), "issue"), "send", {})
    assert told.status == 200, told.body
    return told


def accepted(of: Told, **more: str) -> dict[str, str]:
    version = next(each for each in of.body["versions"] if each["state"] == "sent")
    return {"name": "王建国", "sha256": version["pdf_sha256"], **more}


def test_the_way_of_a_quote() -> None:
    sales, boss = program("sales"), program("approver")
    draft = begun(sales, prices=LOWERED)
    assert draft.headers["ETag"] == f'"{draft.body["etag"]}"'
    waiting = step(sales, draft, "issue")
    assert waiting.body["versions"][0]["state"] == "awaiting-approval"
    assert step(sales, waiting, "approve", {}).status == 403
    assert step(sales, waiting, "send", {}).status == 422
    approved = step(boss, waiting, "approve", {"note": "可以"})
    assert approved.body["versions"][0]["approval"]["note"] == "可以"
    given = step(sales, approved, "send", {})
    (link,) = given.body["versions"][0]["links"]
    assert "/offer/" in link["zh_address"] or link["zh_address"].startswith("http")
    pdf = sales.get(f"/quotes/{given.body['number']}/pdf")
    assert pdf.bytes.startswith(b"%PDF")
    assert "attachment" in pdf.headers["Content-Disposition"]
    done = sales.post(f"/quotes/{given.body['number']}/accept", accepted(given, how="签回的传真"))
    assert done.body["versions"][0]["accepted_name"] == "王建国"


@pytest.mark.parametrize("name", ["issue", "send", "withdraw", "revise", "approve", "refuse"])
def test_each_step_names_what_was_read(name: str) -> None:
    caller = program("manager")
    quote = begun(caller)
    path = f"/quotes/{quote.body['number']}/{name}"
    body = {"note": "x"} if name in {"approve", "refuse"} else {}
    assert caller.post(path, body).status == 428
    assert caller.post(path, body, If_Match='"1-99"').status == 412
    assert Quote.objects.count() == 1


def test_a_draft_that_a_colleague_changed_is_not_changed_over() -> None:
    sales, colleague = program("sales"), program("coordinator")
    quote = begun(sales)
    path = f"/quotes/{quote.body['number']}"
    basic = {"plans": [{"plan": "part-care-basic"}]}
    assert colleague.patch(path, basic, If_Match=quote.headers["ETag"]).status == 200
    late = sales.patch(path, {"plans": PLUS}, If_Match=quote.headers["ETag"])
    assert (late.status, late.body["type"]) == (412, "/api/v1/problems/stale")
    assert sales.get(path).body["versions"][0]["choices"]["plans"][0]["plan"] == "part-care-basic"


def test_a_double_send_makes_one_quote_and_one_version() -> None:
    caller, one = program("sales"), system()
    body = {"system": one.pk, "plans": PLUS}
    first = caller.post("/quotes", body, Idempotency_Key="k")
    again = caller.post("/quotes", body, Idempotency_Key="k")
    assert first.body["number"] == again.body["number"]
    assert first.headers["ETag"] == again.headers["ETag"]
    issued = step(caller, first, "issue")
    assert step(caller, first, "issue").status == 412
    assert len(issued.body["versions"]) == Quote.objects.count() == 1


def test_an_expired_a_superseded_and_a_withdrawn_quote_are_not_accepted() -> None:
    sales = program("sales")
    given = sent(sales)
    number, body = given.body["number"], accepted(given, how="电话")
    later = step(sales, step(sales, given, "revise"), "issue")
    assert step(sales, later, "send", {}).status == 200
    told = sales.post(f"/quotes/{number}/accept", body)
    assert told.status in (409, 422), told.body
    fresh = sales.get(f"/quotes/{number}")
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        late = program("sales", expires_at=NOW + timedelta(days=90))
        told = late.post(f"/quotes/{number}/accept", accepted(fresh, how="电话"))
        assert (told.status, told.body["because"][0]["rule"]) == (422, "D-26"), told.body
    gone = step(sales, fresh, "withdraw", {"why": "有误"})
    assert gone.status == 200
    assert sales.post(f"/quotes/{number}/accept", accepted(fresh, how="电话")).status in (409, 422)
    states = {each["state"] for each in sales.get(f"/quotes/{number}").body["versions"]}
    assert states == {"superseded", "withdrawn"}


def test_a_document_that_was_not_sent_is_not_accepted() -> None:
    sales = program("sales")
    given = sent(sales)
    path = f"/quotes/{given.body['number']}/accept"
    for wrong in ("0" * 64, "F" * 64, "", "x"):
        assert 400 <= sales.post(path, accepted(given, sha256=wrong, how="电话")).status < 500
    for wrong in ("", " ", "\x00", "x" * 301):
        assert 400 <= sales.post(path, accepted(given, name=wrong, how="电话")).status < 500
    assert sales.get(f"/quotes/{given.body['number']}").body["versions"][0]["state"] == "sent"


def test_a_customer_sees_what_was_sent_to_them_and_nothing_of_the_work_on_it() -> None:
    sales = program("sales")
    place = site(organization("自家物业"))
    mine = program(of=outsider(place.owner), role="customer")
    one = system(place)
    draft = sales.post("/quotes", {"system": one.pk, "plans": PLUS})
    path = f"/quotes/{draft.body['number']}"
    assert mine.get(path).status == 404
    issued = step(sales, draft, "issue")
    assert mine.get(f"{path}/pdf").status == 404
    step(sales, issued, "send", {"words": "请查收"})
    step(sales, sales.get(path), "revise")
    told = mine.get(path)
    assert [each["state"] for each in told.body["versions"]] == ["sent"]
    assert mine.get(f"{path}/pdf?version=2").status == 404
    assert mine.get(f"{path}/pdf?version=1").status == mine.get(f"{path}/pdf").status == 200
    assert mine.post(f"{path}/messages", {"text": "何时开始？"}).status == 201
    hidden = {"version": 2, "number": 2}
    assert hidden.items().isdisjoint(told.body["versions"][0].items())
    assert mine.get("/quotes").body["total"] == 1
    assert mine.post(f"{path}/accept", accepted(told)).status == 200
    other = program(of=outsider(organization("别家物业")), role="customer")
    assert other.get("/quotes").body["total"] == 0
    assert other.post(f"{path}/accept", accepted(told)).status == 404


def test_a_preview_keeps_nothing_and_proves_its_lines() -> None:
    one = system()
    told = program("sales").post("/quotes/preview", {"system": one.pk, "plans": PLUS})
    assert told.status == 200
    assert Quote.objects.count() == 0
    assert told.body["lines"]
