"""Price lists: looked at, published whole or not at all, and what parts cost by them."""

from datetime import date, timedelta
from typing import Any

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.audit.queries import trail_of
from lumencare.catalogue.actions import Publishing, publish_price_list
from lumencare.catalogue.prices import prices_on
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.stock.models import Part, PartPrice, PriceList
from tests.catalogue.lists import GONE, HEADER, NEW, OLD, QP, look, price_csv, publish
from tests.office import NOW, TODAY, person

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(1)


@pytest.fixture
def clerk() -> User:
    return person("clerk")


def cost(number: str, on: date = TODAY) -> Money | None:
    part = Part.objects.get(number=number)
    return prices_on([part], on).get(part.pk)


def where(by: User, *rows: Any, header: Any = HEADER) -> list[str]:
    return [each.where.partition("!")[2] for each in look(by, *rows, header=header).problems]


def test_a_first_list_makes_the_catalogue(clerk: User) -> None:
    seen = look(clerk, QP, OLD, NEW, GONE)
    assert (seen.count, len(seen.changes.new), seen.problems, seen.after) == (4, 4, (), "")
    assert not Part.objects.exists()
    publish(clerk, QP, OLD, NEW, GONE)
    old = Part.objects.get(number="QSN-OLD")
    assert (old.state, old.successor, old.systems) == (
        "obsolete",
        Part.objects.get(number="QSN-NEW"),
        ["QUANTUM"],
    )
    assert Part.objects.get(number="QSN-NEW").systems == ["ATHENA", "QUANTUM"]
    assert "ztmk" not in old.spelled
    assert "tgmk" in old.spelled
    assert cost("NWK-E") == Money.of("3100.50")
    assert cost("NWK-E", YESTERDAY) is None
    assert Entry.objects.filter(kind="stock.pricelist", action="publish").count() == 1


def test_a_newer_list_tells_what_is_new_dearer_cheaper_gone_and_said_otherwise(
    clerk: User,
) -> None:
    publish(clerk, QP, OLD, NEW, GONE, valid_from=YESTERDAY)
    dearer = (*QP[:2], "54600", *QP[3:])
    cheaper = (*NEW[:2], "8170", "最后采购期", "2026-12-31", "", "")
    seen = look(clerk, dearer, cheaper, OLD, ("QSX-1", "新品", "1"))
    changes = seen.changes
    assert [each.number for each in changes.new] == ["QSX-1"]
    assert [(each.number, each.percent) for each in changes.dearer] == [("QP3-1", "+5.0%")]
    assert [(each.number, each.percent) for each in changes.cheaper] == [("QSN-NEW", "−5.0%")]
    assert (changes.same, changes.gone) == (1, (("NWK-E", "网络接口"),))
    assert [(each.number, [name for name, *_ in each.fields]) for each in changes.facts] == [
        ("QSN-NEW", ["state", "last_order_on"])
    ]
    publish(clerk, dearer, cheaper, OLD, code="PL-2026-2", after="PL-2026-1")
    assert (cost("QP3-1", YESTERDAY), cost("QP3-1")) == (Money.of(52_000), Money.of(54_600))
    # What the newer list does not name keeps its price.
    assert cost("NWK-E") == Money.of("3100.50")
    part = Part.objects.get(number="QSN-NEW")
    assert (part.state, part.last_order_on, part.version) == (
        "last-time-buy",
        date(2026, 12, 31),
        2,
    )
    # A blank cell says nothing.
    assert part.systems == ["ATHENA", "QUANTUM"]


def test_of_two_lists_of_one_day_the_later_holds(clerk: User) -> None:
    publish(clerk, QP)
    publish(clerk, (*QP[:2], "1"), code="PL-2026-2", after="PL-2026-1")
    assert cost("QP3-1") == Money.of(1)


def test_every_wrong_cell_is_told_at_once_and_nothing_is_written(clerk: User) -> None:
    publish(clerk, QP, valid_from=YESTERDAY)
    rows = (
        ("A-1", "甲", "-5", "在售", "", "", ""),
        ("A-2", "", "10", "", "", "", ""),
        ("A-3", "丙", "10", "卖完了", "", "", ""),
        ("A-4", "丁", "10", "最后采购期", "", "", ""),
        ("A-5", "戊", "10", "", "明天", "", ""),
        ("A-6", "己", "10", "", "", "B-404", ""),
        ("A-7", "庚", "10", "", "", "", "火星系统"),
        ("A-8", "辛", "1.234", "", "", "", ""),
        ("Ａ－7", "庚", "10", "", "", "", ""),
        ("", "壬", "10", "", "", "", ""),
    )
    assert where(clerk, *rows) == ["C2", "D4", "E6", "C9", "A10", "A11", "B3", "E5", "F7", "G8"]
    with pytest.raises(InputProblems):
        publish(clerk, *rows, code="PL-2026-2", after="PL-2026-1")
    assert (Part.objects.count(), PriceList.objects.count(), PartPrice.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    "pairs",
    [
        [("A", "A")],
        [("A", "B"), ("B", "A")],
        [("A", "B"), ("B", "C"), ("C", "A")],
        [("A", "QP3-1"), ("QP3-1", "A")],
    ],
)
def test_successors_in_a_circle_are_refused(clerk: User, pairs: list[tuple[str, str]]) -> None:
    publish(clerk, QP, valid_from=YESTERDAY)
    rows = [(one, "件", "1", "", "", other, "") for one, other in pairs]
    assert where(clerk, *rows) == [f"F{at}" for at in range(2, len(rows) + 2)]


def test_a_circle_with_what_the_catalogue_has_is_refused(clerk: User) -> None:
    publish(clerk, OLD, NEW, valid_from=YESTERDAY)
    assert where(clerk, (*NEW[:5], "qsn－old", "")) == ["F2"]
    publish(clerk, (*OLD[:5], "无", ""), NEW, code="PL-2", after="PL-2026-1")
    assert Part.objects.get(number="QSN-OLD").successor is None


@pytest.mark.parametrize(
    ("code", "valid_from", "field"),
    [
        ("", TODAY, "code"),
        ("价格表", TODAY, "code"),
        ("x" * 41, TODAY, "code"),
        ("PL-2026-1", TODAY, "code"),
        ("PL-2026-2", YESTERDAY - timedelta(1), "valid_from"),
    ],
)
def test_a_list_needs_a_code_of_its_own_and_does_not_begin_before_the_newest(
    clerk: User, code: str, valid_from: date, field: str
) -> None:
    publish(clerk, QP, valid_from=YESTERDAY)
    with pytest.raises(InputProblems) as wrong:
        publish(clerk, QP, code=code, valid_from=valid_from, after="PL-2026-1")
    assert [each.where for each in wrong.value.problems] == [field]


def test_a_list_that_was_looked_at_before_another_was_published_is_looked_at_again(
    clerk: User,
) -> None:
    seen = look(clerk, QP)
    other = person("coordinator")
    publish(other, QP)
    asked = Publishing(sha256=seen.sha256, after=seen.after, code="PL-2", valid_from=TODAY)
    with pytest.raises(Conflict):
        publish_price_list(asked, by=clerk, now=NOW)
    with pytest.raises(InputProblems):
        # Somebody else's file is not theirs to publish.
        publish_price_list(asked, by=person("manager"), now=NOW)
    assert PriceList.objects.count() == 1


def test_a_list_is_kept_by_who_keeps_the_catalogue_alone(clerk: User) -> None:
    for role in ("engineer", "support", "sales", "finance"):
        with pytest.raises(NotAllowed):
            look(person(role), QP)


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"", b"<html>", b"PK\x03\x04...."])
def test_a_file_that_is_no_list_is_refused(clerk: User, content: bytes) -> None:
    from io import BytesIO

    from lumencare.catalogue.actions import preview_price_list
    from lumencare.sites.uploads import Upload

    try:
        seen = preview_price_list(Upload("价格.xlsx", BytesIO(content)), by=clerk)
    except InputProblems:
        return
    assert seen.problems


def test_text_that_a_sheet_would_compute_stays_text(clerk: User) -> None:
    assert price_csv(QP)
    publish(clerk, ("=1+1", "=HYPERLINK(1)", "5"))
    assert Part.objects.get().number == "=1+1"


def test_a_number_that_is_longer_as_it_is_compared_is_told() -> None:
    shown = look(person("clerk"), ("㌖" * 20, "名", "1", "", "", "", ""))
    assert "A2" in shown.problems[0].where


def test_the_trail_names_successors_also_where_it_kept_their_numbers() -> None:
    """A list that says another successor was the end of the page of the whole trail."""
    clerk = person("clerk")
    publish(clerk, OLD, NEW)
    row = Part.objects.get(key="QSN-OLD")
    by_number = {"successor": "QSN-X"}
    Entry.objects.create(
        at=NOW, by=clerk, by_name="x", action="change", kind="stock.part", key=str(row.pk),
        label="QSN-OLD", before={"successor": ""}, after=by_number,
    )  # fmt: skip
    named = [each.after.en for line in trail_of(clerk, row) for each in line.changes]
    assert {"QSN-X", "QSN-NEW"} <= set(named)
