"""Webhooks through the interface: added, changed, tried out, looked into, sent again."""

import pytest

from lumencare.notices.models import Delivery, Endpoint
from tests.api.calling import program
from tests.notices.world import event, tell
from tests.office import NOW

pytestmark = pytest.mark.django_db
NEW = {"description": "ERP", "url": "https://erp.invalid/hook?key=pass-word"}


def test_an_endpoint_is_added_with_its_secret_and_given_without() -> None:
    caller = program("administrator")
    told = caller.post("/webhooks", NEW)
    assert (told.status, told.body["secret"][:6]) == (201, "whsec_")
    given = caller.get(f"/webhooks/{told.body['id']}")
    assert "secret" not in given.body
    assert given.body["url"] == "https://erp.invalid/hook?…"
    assert {**given.body, "secret": told.body["secret"]} == told.body
    assert given.headers["ETag"] == '"1"'
    rotated = caller.post(f"/webhooks/{told.body['id']}/rotate")
    assert rotated.body["secret"] not in ("", told.body["secret"])


def test_what_is_wrong_is_told_by_field() -> None:
    wrong = {"description": "", "url": "http://10.0.0.1/", "kinds": ["nonsense"], "secret": "x"}
    told = program("administrator").post("/webhooks", wrong)
    fields = sorted(each["field"] for each in told.body["problems"])
    assert (told.status, fields) == (422, ["address", "description", "kinds", "secret"])
    assert "10.0.0.1" not in str(told.body)


def test_a_change_needs_the_version_that_was_read() -> None:
    caller = program("administrator")
    pk = caller.post("/webhooks", NEW).body["id"]
    path = f"/webhooks/{pk}"
    assert caller.patch(path, {"kinds": ["plan.lapsed"]}).status == 428
    told = caller.patch(path, {"kinds": ["plan.lapsed"], "active": False}, If_Match='"1"')
    assert (told.body["kinds"], told.body["active"]) == (["plan.lapsed"], False)
    assert caller.patch(path, {"active": True}, If_Match='"1"').status == 412
    assert caller.post(f"{path}/test").status == 409
    assert caller.patch(path, {"active": True}, If_Match=told.headers["ETag"]).body["active"]
    assert Endpoint.objects.get().description == "ERP"


def test_what_was_told_is_listed_in_pages_looked_into_and_sent_again() -> None:
    caller = program("administrator")
    pk = caller.post("/webhooks", NEW).body["id"]
    for _ in range(3):
        event()
    tell()
    Delivery.objects.update(state="failed", ended_at=NOW)
    first = caller.get(f"/webhooks/{pk}/deliveries?limit=2&state=failed").body
    rest = caller.get(f"/webhooks/{pk}/deliveries?limit=2&cursor={first['next']}").body
    keys = [each["id"] for each in (*first["items"], *rest["items"])]
    assert (first["total"], len(set(keys)), rest["next"]) == (3, 3, None)
    tried = min(keys)
    whole = caller.get(f"/webhook-deliveries/{tried}").body
    assert whole["payload"]["type"] == "contract.activated"
    assert whole["attempts"][0]["error"]
    again = caller.post(f"/webhook-deliveries/{tried}/replay")
    assert (again.status, again.body["delivery"]["state"]) == (202, "waiting")
    replayed = caller.post(f"/webhooks/{pk}/replay", {"since": "2026-01-15T00:00:00+08:00"})
    assert (replayed.status, replayed.body) == (202, {"count": 2})
    assert caller.get(f"/webhooks/{pk}/deliveries?cursor=1").status == 422


def test_the_kinds_are_told_in_both_languages() -> None:
    kinds = program("administrator").get("/webhooks/kinds").body
    assert {"kind": "plan.lapsed", "zh": "计划已断保", "en": "A plan lapsed"} in kinds
