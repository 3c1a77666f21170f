"""The pages of the spare parts: found, reserved, moved, counted by scan; and their workbooks."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from lumencare.accounts.models import User
from lumencare.stock.models import Count, Loan, Part, PartUse, Place, Reservation, Supply
from tests.office import person
from tests.stock.parts import bag, balance, clerk, part, place, pool, stocked, units

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def get(path: str, user: User | None = None) -> str:
    answer = client_of(user or clerk()).get(f"/en{path}")
    assert answer.status_code == 200, answer.status_code
    return text_of(answer)


def post(path: str, user: User | None = None, **fields: Any) -> Any:
    return client_of(user or clerk()).post(f"/en{path}", fields, follow=True)


def frequent(quantity: int, number: str = "QSM-4W", **more: Any) -> Part:
    return stocked(quantity, part(number, frequent=True, **more))


def sheet(path: str) -> list[list[Any]]:
    answer = client_of(clerk()).get(path)
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return [list(row) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]


def test_the_page_opens_with_what_is_below_its_minimum() -> None:
    """SC-7: the pool's list with on hand, reserved, free, on order, and how long it lasts."""
    one = frequent(3)
    PartUse.objects.create(part=one, month=timezone.localdate().replace(day=1), used=73)
    told = get("/stock/")
    assert "One part is below its minimum" in told
    assert "Scarcest: QSM-4W, enough for 15 days" in told
    assert "73 used in 12 months × 40 days" in get("/stock/levels")
    assert sheet("/stock/export")[-1][:2] == ["QSM-4W", "传感器模块"]
    assert "近 12 个月用 73 件" in sheet("/stock/levels/export")[-1][-1]


def test_a_scan_leads_to_the_part_of_a_number_or_of_a_unit() -> None:
    units("A1", of=part("QP3/4", serialised=True))
    for code in ("qp3/4", "a1"):
        answer = client_of(clerk()).get("/en/stock/scan", {"code": code})
        assert answer["Location"] == "/en/stock/parts/QP3/4"
    assert "No part and no unit has the code X9" in text_of(
        client_of(clerk()).get("/en/stock/scan", {"code": "X9"}, follow=True)
    )


def test_a_part_is_reserved_once_however_often_the_form_is_sent() -> None:
    one = frequent(2)
    fields = {"part": one.number, "key": "page-1", "quantity": "1", "place": "SH"}
    for _ in range(2):
        told = text_of(post("/stock/reserve", **fields, reference="C-2601-001"))
        assert "The parts are reserved." in told
    assert balance(one) == (2, 1)
    assert "C-2601-001" in get("/stock/reservations/")
    assert "RV-" in get(f"/stock/parts/{one.number}")


def test_the_pool_refuses_who_has_no_plan_and_keeps_what_was_typed() -> None:
    """SC-7: the refusal stands on the page with what is possible instead, in both languages."""
    one = frequent(1)
    fields = {"part": one.number, "key": "page-1", "quantity": "1", "place": "SH"}
    answer = post("/stock/reserve", **fields, reference="C-2601-009")
    assert answer.status_code == 422
    assert "The spare pool serves plan customers first" in text_of(answer)
    assert "takes about 40 days" in text_of(answer)
    assert 'value="C-2601-009"' in answer.content.decode()
    chinese = client_of(clerk()).post("/stock/reserve", {**fields, "reference": "C-1"})
    assert "常用备件库首先服务计划客户" in text_of(chinese)
    post("/stock/reserve", **fields, reference="C-2601-009", plan_customer="on")
    assert balance(one) == (1, 1)


def test_every_deed_of_the_part_page_is_done_from_it() -> None:
    one, beijing = part(), place()
    path, base = "/stock/move", {"part": one.number, "quantity": "1", "place": "SH"}
    deeds: tuple[tuple[str, dict[str, str], tuple[int, int]], ...] = (
        ("receive", {"quantity": "9", "reference": "PO"}, (9, 0)),
        ("issue", {"reference": "C-1"}, (8, 0)),
        ("back", {"reference": "C-1", "condition": "good"}, (9, 0)),
        ("transfer", {"to": "BJ", "quantity": "2"}, (7, 0)),
        ("lend", {"borrower": "滨江", "due_on": "2099-01-01"}, (6, 0)),
        ("regrade", {"condition": "good", "into": "faulty", "reason": "跌落"}, (5, 0)),
        ("scrap", {"condition": "good", "reason": "烧毁"}, (4, 0)),
        ("settings", {"frequent": "on", "kept_back": "0", "lead_days": "30"}, (4, 0)),
        ("order", {"quantity": "5", "expected_on": "2099-01-01"}, (4, 0)),
    )
    for name, more, left in deeds:
        told = text_of(post(path, **{**base, **more, "deed": name, "key": f"k-{name}"}))
        assert "It is recorded." in told, (name, told)
        assert balance(one) == left, name
    correct = {"counted": "6", "condition": "good", "reason": "复核", "key": "k-c"}
    assert "put right" in text_of(post("/stock/correct", **{**base, **correct}))
    assert (balance(one), balance(one, beijing)) == ((6, 0), (2, 0))
    one.refresh_from_db()
    assert (one.frequent, one.kept_back, one.lead_days) == (True, 0, 30)


def test_what_is_wrong_stands_at_its_field() -> None:
    one = part()
    fields = {"part": one.number, "deed": "receive", "key": "k", "place": "SH"}
    answer = post("/stock/move", **fields, quantity="-3")
    assert answer.status_code == 422
    assert "A whole number from 1 to 100000 is expected." in text_of(answer)
    assert 'value="-3"' in answer.content.decode()


def test_a_reservation_is_issued_released_and_prolonged_from_the_list() -> None:
    one = stocked(9)
    for number in range(3):
        fields = {"part": one.number, "key": f"r{number}", "quantity": "2", "place": "SH"}
        post("/stock/reserve", **fields, reference=f"C-{number}")
    first, second, third = Reservation.objects.order_by("pk")
    post(f"/stock/reservations/{first.number}/issue", quantity="1", key="i1")
    post(f"/stock/reservations/{second.number}/release", reason="取消")
    post(f"/stock/reservations/{third.number}/prolong", until="2099-01-01")
    states = list(Reservation.objects.order_by("pk").values_list("state", "issued"))
    assert states == [("issued", 1), ("released", 0), ("held", 0)]
    assert balance(one) == (8, 2)


def test_an_order_is_received_and_a_loan_comes_back() -> None:
    one = stocked(3)
    base = {"part": one.number, "place": "SH", "quantity": "2"}
    post("/stock/move", **base, deed="order", key="o", expected_on="2099-01-01", reference="PO-9")
    post("/stock/move", **base, deed="lend", key="l", borrower="滨江", due_on="2099-01-01")
    supply, loan = Supply.objects.get(), Loan.objects.get()
    post(f"/stock/supplies/{supply.number}/receive", quantity="1", key="d1", reference="DN-1")
    post(f"/stock/supplies/{supply.number}/expect", expected_on="2099-02-01")
    post(f"/stock/supplies/{supply.number}/expect", cancel="1", reason="缺货")
    post(f"/stock/loans/{loan.number}/end", place="SH", condition="good")
    supply.refresh_from_db()
    assert (supply.received, supply.state) == (1, "cancelled")
    assert balance(one) == (4, 0)
    assert "缺货" in get("/stock/supplies/?state=cancelled")
    assert "Returned" in get("/stock/loans/?state=returned")


def test_a_place_is_counted_by_scan_and_posted() -> None:
    one, two = stocked(3), stocked(2, part("QSM-5"))
    units("A1", "A2")
    post("/stock/counts/new", place="SH", note="月末")
    count = Count.objects.get()
    path = f"/stock/counts/{count.number}"
    for code in ("qsm-4w", "qsm-4w", "A1"):
        assert post(f"{path}/scan", code=code).status_code == 200
    answer = post(f"{path}/scan", code="NOTHING")
    assert answer.status_code == 422
    assert "neither the number of a part nor a serial" in text_of(answer)
    told = get(f"{path}/")
    assert "2 differences" in told
    assert "QSM-5" in told.split("not counted yet")[1]
    post(f"{path}/scan", code="QSM-5", quantity="0")
    line = count.lines.get(part=two)
    post(f"{path}/lines/{line.pk}")
    assert "The count is posted." in text_of(post(f"{path}/end"))
    assert (balance(one), balance(two)) == ((2, 0), (2, 0))


def test_engineers_see_use_and_count_their_own_bag() -> None:
    who = person("engineer")
    own, one = bag(who), part()
    stocked(2, one, own)
    stocked(5, one)
    assert "My bag" in get("/stock/", who)
    assert "QSM-4W" in text_of(client_of(who).get("/en/stock/bag", follow=True))
    page = get(f"/stock/parts/{one.number}", who)
    assert "Issue without reservation" not in page
    fields = {"part": one.number, "quantity": "1", "reference": "V-2026-00001"}
    post("/stock/bag/use", who, **fields, deed="use", key="u1")
    post("/stock/bag/use", who, **fields, deed="back", key="u2", condition="faulty")
    assert (balance(one, own), balance(one)) == ((1, 0), (5, 0))
    post("/stock/counts/new", who)
    count = Count.objects.get()
    post(f"/stock/counts/{count.number}/scan", who, code=one.number)
    post(f"/stock/counts/{count.number}/end", who)
    count.refresh_from_db()
    assert count.state == "posted"
    other = client_of(person("engineer", name="another"))
    assert other.post("/en/stock/counts/new", {"place": own.code}).status_code == 403


def test_places_are_added_closed_when_empty_and_used_again() -> None:
    who = person("engineer")
    fields = {"name_zh": "李的包", "name_en": "Li's bag", "kind": "bag"}
    assert post("/stock/places/new", code="b1", **fields).status_code == 422
    post("/stock/places/new", code="b1", holder=str(who.pk), **fields)
    own = Place.objects.get(code="B1")
    assert own.holder == who
    stocked(1, part(), own)
    assert "still holds parts" in text_of(post("/stock/places/B1/close"))
    beijing = place()
    post(f"/stock/places/{beijing.code}/close")
    assert "closed" in get("/stock/places/")
    post(f"/stock/places/{beijing.code}/close")
    beijing.refresh_from_db()
    assert beijing.closed_on is None


def test_moves_are_found_by_part_and_by_reference() -> None:
    one, two = stocked(3), stocked(4, part("QSM-5"))
    for q, there, away in ((one.number, "QSM-4W", two.number), ("PO-1", "QSM-5", "Issued")):
        told = get(f"/stock/moves/?q={q}")
        assert there in told
        assert away not in told.split("From, to")[1]
    assert [row[3] for row in sheet("/stock/moves/export?state=receipt")[-2:]] == [
        "QSM-5",
        "QSM-4W",
    ]
    assert pool().code == "SH"
