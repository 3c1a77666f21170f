"""The parts catalogue by the interface: found, priced, its lists looked at and published."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.stock.models import PriceList
from tests.api.calling import Program, Told, program
from tests.catalogue.lists import GONE, OLD, QP, price_csv

pytestmark = pytest.mark.django_db


def publish(
    caller: Program, *rows: object, query: str = "", code: str = "PL-1", **more: str
) -> Told:
    file = SimpleUploadedFile("价格.csv", price_csv(*rows))  # type: ignore[arg-type]
    typed = {"code": code, "valid_from": "2026-01-10", "file": file, **more}
    return caller.upload(f"/price-lists{query}", typed)


def test_a_list_is_looked_at_published_and_asked_for() -> None:
    caller = program("clerk")
    look = publish(caller, QP, GONE, query="?dry_run=true")
    assert (look.status, look.body["new"], look.body["may_be_published"]) == (
        200,
        ["QP3-1", "NWK-E"],
        True,
    )
    assert not PriceList.objects.exists()
    done = publish(caller, QP, GONE)
    assert (done.status, done.body["count"], done.body["holds"]) == (201, 2, True), done.body
    found = caller.get("/parts?q=clq").body
    assert [(each["number"], each["price"]) for each in found["items"]] == [("QP3-1", "52000.00")]
    card = caller.get("/parts/nwk－e").body
    assert (card["line"]["state"], card["prices"][0]["holds"]) == ("obsolete", True)
    assert caller.get("/parts/none").status == 404
    assert caller.get("/last-time-buy").body == []
    assert caller.get("/price-lists").body[0]["code"] == "PL-1"


def test_every_wrong_cell_comes_back_and_a_list_in_between_is_a_conflict() -> None:
    caller = program("clerk")
    told = publish(caller, ("A", "", "-1"), ("B", "乙", "1", "没了"))
    assert told.status == 422
    assert len(told.body["problems"]) == 2
    assert publish(caller, QP).status == 201
    again = publish(caller, OLD, code="PL-2", after="PL-0")
    assert again.status in {409, 422}
    assert PriceList.objects.count() == 1


def test_prices_are_not_told_to_engineers() -> None:
    publish(program("clerk"), QP)
    caller = program("engineer")
    assert caller.get("/parts").body["items"][0]["price"] is None
    assert caller.get("/parts/QP3-1").body["prices"] == []
    assert caller.get("/price-lists").status == 403


def test_a_part_is_added_and_changed_by_its_version() -> None:
    """SC-8: without the version it is not changed, with a stale one neither."""
    caller = program("clerk")
    made = caller.post("/parts", {"number": "NW-9", "name_zh": "网关", "systems": ["QUANTUM"]})
    assert (made.status, made.body["line"]["systems"], made.body["version"]) == (
        201,
        ["QUANTUM"],
        1,
    )
    assert caller.post("/parts", {"number": "nw-9", "name_zh": "又一个"}).status == 422
    assert caller.patch("/parts/NW-9", {"name_en": "Gateway"}).status == 428
    done = caller.patch("/parts/nw-9", {"name_en": "Gateway"}, If_Match='"1"')
    assert (done.status, done.body["line"]["name"]["en"], done.body["version"]) == (
        200,
        "Gateway",
        2,
    )
    assert done.body["line"]["systems"] == ["QUANTUM"]
    stale = caller.patch("/parts/NW-9", {"name_en": "X"}, If_Match='"1"')
    assert stale.status == 412
    wrong = {"state": "last-time-buy", "successor": "NO-1", "systems": ["哪里"]}
    told = caller.patch("/parts/NW-9", wrong, If_Match='"2"')
    assert (told.status, len(told.body["problems"])) == (422, 3)
