"""Spare parts through the interface: read, reserved, issued, moved and counted, each once."""

import pytest

from tests.api.calling import Program, program
from tests.stock.parts import balance, part, place, pool, stocked, units

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk_program() -> Program:
    return program("clerk")


def test_what_there_is_is_told_with_what_to_order_and_why(clerk_program: Program) -> None:
    stocked(1, part("QSM-4W", frequent=True, kept_back=3))
    stocked(4, part("OTHER"))
    listed = clerk_program.get("/stock/parts").body
    assert [each["part"]["number"] for each in listed["items"]] == ["QSM-4W"]
    assert clerk_program.get("/stock/parts?pool=false").body["total"] == 2
    (low,) = clerk_program.get("/stock/reorder").body
    assert (low["level"]["minimum"], low["level"]["to_order"]) == (3, 2)
    assert low["level"]["because"][0]["rule"] == "SC-7"
    (shelf,) = clerk_program.get("/stock/balances?part=qsm-4w&place=sh").body
    assert (shelf["place"], shelf["free"]) == ("SH", 1)
    assert clerk_program.get("/stock/balances").status == 422
    assert [each["code"] for each in clerk_program.get("/stock/places").body] == ["SH"]


def test_a_reservation_is_made_once_refused_in_words_issued_and_released(
    clerk_program: Program,
) -> None:
    """SC-7: the pool keeps its last for plan customers."""
    one = stocked(2, part(frequent=True))
    body = {"key": "claim-1", "part": "QSM-4W", "reference": "C-2601-001"}
    made = clerk_program.post("/stock/reservations", body)
    assert (made.status, made.body["state"]) == (201, "held")
    again = clerk_program.post("/stock/reservations", body)
    assert again.body["number"] == made.body["number"]
    refused = clerk_program.post("/stock/reservations", {**body, "key": "claim-2"})
    assert (refused.status, "首先服务计划客户" in refused.body["detail"]) == (422, True)
    with_plan = {**body, "key": "claim-2", "plan_customer": True}
    other = clerk_program.post("/stock/reservations", with_plan).body["number"]
    path = f"/stock/reservations/{made.body['number']}"
    (moved,) = clerk_program.post(f"{path}/issue", {"key": "i-1"}).body
    assert (moved["kind"], moved["quantity"]) == ("issue", 1)
    gone = clerk_program.post(f"/stock/reservations/{other}/release", {"why": "取消"})
    assert gone.body["state"] == "released"
    assert balance(one) == (1, 0)
    assert clerk_program.get("/stock/reservations?state=issued").body["total"] == 1


def test_parts_are_moved_once_and_a_unit_that_is_elsewhere_is_told(
    clerk_program: Program,
) -> None:
    one = units("A1")
    place()
    body = {"kind": "transfer", "key": "m-1", "part": "QP3", "to": "BJ", "serials": ["A1"]}
    for _ in range(2):
        told = clerk_program.post("/stock/moves", body)
        assert (told.status, told.body[0]["serial"]) == (201, "A1")
    assert (balance(one), clerk_program.get("/stock/moves?kind=transfer").body["total"]) == (
        (0, 0),
        1,
    )
    issue = {"kind": "issue", "key": "m-2", "part": "QP3", "serials": ["A1"], "reference": "C-1"}
    assert "不足 1 件" in clerk_program.post("/stock/moves", issue).body["detail"]
    for kind in ("transfer", "regrade"):
        wrong = {"kind": kind, "key": "m-3", "part": "QP3", "serials": ["A1"]}
        assert clerk_program.post("/stock/moves", wrong).status == 422


def test_a_place_is_counted(clerk_program: Program) -> None:
    one = stocked(3)
    begun = clerk_program.post("/stock/counts", {"place": "SH"})
    assert begun.body["not_counted"][0]["part"] == one.number
    path = f"/stock/counts/{begun.body['count']['number']}"
    told = clerk_program.post(f"{path}/scan", {"code": one.number, "quantity": 2}).body
    assert told["lines"][0]["difference"] == -1
    assert clerk_program.post(f"{path}/post").body["count"]["state"] == "posted"
    assert clerk_program.post(f"{path}/cancel").status == 422
    assert (balance(one, pool()), clerk_program.get("/stock/counts").body["total"]) == ((2, 0), 1)
