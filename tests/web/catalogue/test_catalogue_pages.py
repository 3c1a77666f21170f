"""The catalogue on pages: found, priced for whom it may be, imported, led on from the radar."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from lumencare.accounts.models import User
from lumencare.sites.models import BomLine, BomSnapshot, System
from lumencare.stock.models import Part, PriceList
from tests.catalogue.lists import GONE, NEW, OLD, QP, price_csv, publish
from tests.office import NOW, TODAY, person, system

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return person("clerk")


@pytest.fixture
def listed(clerk: User) -> None:
    publish(clerk, QP, OLD, NEW, GONE)


def fit(row: System, number: str, pieces: int) -> None:
    by = person("sales", name=f"s-{BomSnapshot.objects.count()}")
    snapshot = BomSnapshot.objects.create(
        system=row, number=row.bom_snapshots.count() + 1, taken_on=TODAY, source="test",
        sha256="0" * 64, amount_fen=100, line_count=1, replaced_fen=100, recorded_by=by,
        recorded_at=NOW,
    )  # fmt: skip
    BomLine.objects.create(
        snapshot=snapshot, position=1, part_number=number, quantity_milli=pieces * 1000, unit_fen=1
    )


def get(client: Client, path: str, user: User) -> str:
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def send(client: Client, *rows: Any) -> str:
    file = SimpleUploadedFile("价格.csv", price_csv(*rows))
    answer = client.post("/stock/catalogue/price-lists/new", {"file": file})
    return answer.content.decode()


@pytest.mark.parametrize("words", ["QP3", "处理器", "clq", "chuliqi", "qp3－1"])
def test_a_part_is_found_by_number_name_and_pinyin(
    client: Client, clerk: User, listed: None, words: str
) -> None:
    page = get(client, f"/stock/catalogue/?q={words}", clerk)
    assert "QP3-1" in page
    assert "QSN-NEW" not in page


def test_the_list_is_filtered_by_state_and_system(
    client: Client, clerk: User, listed: None
) -> None:
    page = get(client, "/stock/catalogue/?state=obsolete", clerk)
    assert ("QSN-OLD" in page, "QP3-1" in page) == (True, False)
    page = get(client, "/stock/catalogue/?system=ATHENA", clerk)
    assert ("QSN-NEW" in page, "QSN-OLD" in page) == (True, False)
    assert "QP3-1" in get(client, "/stock/catalogue/?state=x&system=nope", clerk)


@pytest.mark.parametrize(
    ("role", "sees"),
    [("clerk", True), ("support", True), ("sales", True), ("finance", True), ("engineer", False)],
)
def test_prices_are_shown_to_who_may_see_them_alone(
    client: Client, listed: None, role: str, *, sees: bool
) -> None:
    user = User.objects.filter(name=role).first() or person(role)
    for path in ("/stock/catalogue/", "/stock/catalogue/parts/QP3-1"):
        assert ("52,000" in get(client, path, user)) is sees
    client.force_login(user)
    answer = client.get("/stock/catalogue/export")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert (52_000 in cells) is sees
    assert client.get("/stock/catalogue/price-lists/").status_code == (200 if sees else 403)


def test_the_workbook_of_the_catalogue_can_be_imported_again(
    client: Client, clerk: User, listed: None
) -> None:
    client.force_login(clerk)
    answer = client.get("/stock/catalogue/export")
    file = SimpleUploadedFile("parts.xlsx", b"".join(answer.streaming_content))
    page = client.post("/stock/catalogue/price-lists/new", {"file": file}).content.decode()
    assert "4 个价格不变" in page
    assert "该价格表带来的变化" in page


def test_a_list_is_looked_at_and_then_published_once(
    client: Client, clerk: User, listed: None
) -> None:
    client.force_login(clerk)
    page = send(client, (*QP[:2], "60000"), ("QSX-9", "新品", "12.5"))
    for words in ("60,000", "+15.4%", "QSX-9", "NWK-E"):
        assert words in page
    typed = dict(re.findall(r'name="(sha256|after)" value="([^"]*)"', page))
    publish_at = "/stock/catalogue/price-lists/publish"
    wrong = client.post(publish_at, {**typed, "code": "PL 2", "valid_from": "2026-01-16"})
    assert wrong.status_code == 422
    assert "60,000" in wrong.content.decode()
    right = {**typed, "code": "PL-2", "valid_from": "2026-01-16"}
    assert client.post(publish_at, right).status_code == 302
    assert client.post(publish_at, right).status_code == 422
    assert PriceList.objects.count() == 2
    page = get(client, "/stock/catalogue/parts/QP3-1", clerk)
    # From tomorrow on: today the price before holds.
    assert re.search(r"52,000\.00 今天", page) or "52,000" in page
    assert "60,000" in page


def test_a_list_with_problems_names_each_cell_and_cannot_be_published(
    client: Client, clerk: User
) -> None:
    client.force_login(clerk)
    page = send(client, ("A", "", "x"), ("B", "乙", "1", "没了"))
    for words in ("C2", "D3", "该价格表暂不能发布"):
        assert words in page
    assert "发布此价格表" not in page
    assert not Part.objects.exists()


def test_a_part_names_its_systems_with_what_is_covered(
    client: Client, clerk: User, listed: None
) -> None:
    """PC-2, D-14: what a hardware list holds today, in whatever spelling."""
    row = system()
    fit(row, "qsn-old", 7)
    fit(row, "QSN-OLD", 12)
    page = get(client, "/stock/catalogue/parts/qsn－old", clerk)
    assert "12" in page
    assert "共 12 件，其中 12 件在 1 个" in page
    assert "QSN-NEW" in page
    client.force_login(clerk)
    assert client.get("/stock/catalogue/parts/NO-SUCH").status_code == 404


def test_the_radar_leads_to_system_care_where_nothing_can_be_ordered(
    client: Client, listed: None
) -> None:
    """PP-2, SY-1: nothing is held for what its successor replaces."""
    one = system()
    fit(one, "NWK-E", 40)
    other = system(one.site, "S-2")
    fit(other, "QSN-OLD", 40)
    seller = person("manager")
    client.force_login(seller)
    page = client.get("/stock/catalogue/last-time-buy").content.decode()
    assert f"/systems/{one.pk}/quote?plan=system-care" in page
    assert f"/systems/{other.pk}/quote?plan=system-care" not in page
    assert "替代型号 QSN-NEW 仍可订货" in page
    answer = client.get("/stock/catalogue/last-time-buy/export")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    rows = [row[0] for row in book.worksheets[0].iter_rows(min_row=3, values_only=True)]
    assert rows == ["NWK-E", "QSN-OLD"]


def test_a_system_out_of_use_or_cover_is_not_on_the_radar(client: Client, listed: None) -> None:
    row = system(order_date=TODAY.replace(year=2010))
    fit(row, "NWK-E", 40)
    gone = system(row.site, "S-2", retired_on=TODAY)
    fit(gone, "NWK-E", 40)
    assert "没有在保障期内的停产部件" in get(
        client, "/stock/catalogue/last-time-buy", person("manager")
    )


def test_a_part_is_added_and_changed_on_a_page(client: Client, clerk: User, listed: None) -> None:
    """SC-8: what was typed stays where something is wrong; a stale form is told."""
    client.force_login(clerk)
    typed = {"number": "QX-1", "name_zh": "", "unit": "piece", "state": "current"}
    again = client.post("/en/stock/catalogue/add", typed)
    assert (again.status_code, b"QX-1" in again.content) == (422, True)
    families = {"systems": ["QUANTUM", "ATHENA"], "name_zh": "控制盒"}
    done = client.post("/en/stock/catalogue/add", {**typed, **families}, follow=True)
    assert "QX-1 is in the catalogue." in done.content.decode()
    row = Part.objects.get(key="QX-1")
    assert row.systems == ["ATHENA", "QUANTUM"]
    page = client.get("/en/stock/catalogue/edit/qx-1").content.decode()
    assert page.count("checked") == 2
    change = {**typed, "name_zh": "控制盒二", "version": row.version}
    assert client.post("/en/stock/catalogue/edit/QX-1", change).status_code == 302
    stale = client.post("/en/stock/catalogue/edit/QX-1", {**change, "name_zh": "旧"})
    assert stale.status_code == 409
    shown = get(client, "/en/stock/catalogue/parts/QX-1", clerk)
    assert "控制盒 控制盒二" in shown
    row.refresh_from_db()
    assert (row.name_zh, row.systems) == ("控制盒二", [])


def test_who_only_looks_finds_no_door_to_change(client: Client, clerk: User, listed: None) -> None:
    who = person("engineer")
    client.force_login(who)
    assert b"/edit/" not in client.get("/stock/catalogue/parts/QP3-1").content
    assert client.get("/stock/catalogue/edit/QP3-1").status_code == 403
    assert client.get("/stock/catalogue/add").status_code == 403
