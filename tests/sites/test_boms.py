"""Hardware lists: looked at, recorded, compared, taken back; two people at once (D-13)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.money import Money, total
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.domain.request import BomLine
from lumencare.exchange.portfolio.bom import SystemBom
from lumencare.sites import actions, queries
from lumencare.sites.bom_difference import difference
from lumencare.sites.facts import latest_lines, request_of
from lumencare.sites.models import BomSnapshot, System
from lumencare.sites.search import find
from lumencare.sites.staging import staged, sweep_staged
from tests.office import NOW, TODAY, person, system
from tests.sites.bom_files import HEADER, PARTS, csv, sent, workbook

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 10)
AMOUNT = 500_050


@pytest.fixture
def sales() -> User:
    return person("sales")


@pytest.fixture
def row() -> System:
    return system(list_fen=2_000_000_00)


def recorded(row: System, by: User, content: bytes) -> BomSnapshot:
    look = actions.preview_bom(row, sent(content), by=by)
    return actions.record_bom(
        row, sha256=look.sha256, after=look.after, taken_on=DAY, by=by, now=NOW
    )


def test_a_look_keeps_nothing_and_says_what_would_change(sales: User, row: System) -> None:
    look = actions.preview_bom(row, sent(workbook()), by=sales)
    assert look.may_be_recorded
    assert (look.amount, look.amount_before) == (Money.of(AMOUNT), Money.of(1_000_000))
    assert look.list_amount == Money.of(700_000)
    assert [each.kind for each in look.difference.changes] == ["added", "added"]
    assert not BomSnapshot.objects.exists()
    assert System.objects.get().bom_fen == 1_000_000_00


def test_what_was_looked_at_is_kept_with_its_amounts_and_window(sales: User, row: System) -> None:
    snapshot = recorded(row, sales, workbook())
    kept = System.objects.get()
    assert (kept.bom_fen, kept.list_fen) == (AMOUNT * 100, 700_000_00)
    assert kept.window_value_fen == AMOUNT * 8
    assert (snapshot.number, snapshot.line_count, snapshot.source) == (1, 2, "清单.xlsx")
    assert [each.part_number for each in latest_lines(kept)] == ["QP-1", "KP-4"]
    assert request_of(kept).bom_lines[1].unit_price == Money.of("3000.50")
    entry = Entry.objects.get(action="record-bom")
    assert entry.before["bom_fen"] == 1_000_000_00


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_says_the_same_as_a_workbook(encoding: str, sales: User, row: System) -> None:
    look = actions.preview_bom(row, sent(csv(encoding=encoding), "清单.csv"), by=sales)
    assert look.problems == ()
    assert look.amount == Money.of(AMOUNT)
    assert [each.line.description for each in look.parts] == ["主控", "面板"]


def test_a_column_of_serials_is_kept_and_found(sales: User, row: System) -> None:
    header = (*HEADER, "序列号")
    recorded(row, sales, workbook((*PARTS[0], "SN77001 SN77002"), header=header))
    assert [each.key for each in find(sales, "sn77002")] == [str(row.pk)]


def test_everything_wrong_is_told_at_once_by_its_cell(sales: User, row: System) -> None:
    content = workbook(("", "x", 0, 1, ""), ("A", "x", 1, -5, ""), ("B", "x", "viel", 1, ""))
    look = actions.preview_bom(row, sent(content), by=sales)
    assert [each.where for each in look.problems] == ["bom!A2", "bom!C2", "bom!D3", "bom!C4"]
    assert not look.may_be_recorded
    with pytest.raises(InputProblems) as wrong:
        actions.record_bom(row, sha256=look.sha256, after=0, taken_on=DAY, by=sales, now=NOW)
    assert len(wrong.value.problems) == 4


@pytest.mark.parametrize(
    ("content", "name", "where"),
    [
        (b"", "a.xlsx", "file"),
        (b"PK\x03\x04 no archive", "a.xlsx", "a.xlsx"),
        (b"\xff\xfe\x81\x20\xff", "a.csv", "file"),
        (b"MZ\x00\x00", "a.csv", "file"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(
    content: bytes, name: str, where: str, sales: User, row: System
) -> None:
    with pytest.raises(InputProblems) as wrong:
        actions.preview_bom(row, sent(content, name), by=sales)
    assert [each.where for each in wrong.value.problems] == [where]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"a,b,c\n1,2,3\n", "a.csv!A1"),
        (csv(("A", "x", 1, 0, "")), "a.csv"),
        (b"part number,quantity,unit price\n", "a.csv!A2"),
        (b"part number,quantity,unit price,ref\nA,1,5,S-999\n", "a.csv!D2"),
    ],
)
def test_a_list_without_parts_or_of_another_system_has_problems(
    content: bytes, where: str, sales: User, row: System
) -> None:
    look = actions.preview_bom(row, sent(content, "a.csv"), by=sales)
    assert [each.where for each in look.problems] == [where]


def test_the_same_file_is_nothing_new(sales: User, row: System) -> None:
    recorded(row, sales, workbook())
    look = actions.preview_bom(row, sent(workbook()), by=sales)
    assert [each.where for each in look.problems] == ["file"]
    assert look.difference.changes == ()
    assert look.difference.unchanged == 2


def test_a_day_before_the_order_or_to_come_is_refused(sales: User, row: System) -> None:
    look = actions.preview_bom(row, sent(workbook()), by=sales)
    for day in (row.order_date - timedelta(1), TODAY + timedelta(1)):
        with pytest.raises(InputProblems) as wrong:
            actions.record_bom(row, sha256=look.sha256, after=0, taken_on=day, by=sales, now=NOW)
        assert [each.where for each in wrong.value.problems] == ["taken_on"]


def test_another_list_in_between_is_a_conflict(sales: User, row: System) -> None:
    look = actions.preview_bom(row, sent(workbook()), by=sales)
    recorded(row, person("manager"), workbook(("Z", "", 1, 700_000, "")))
    with pytest.raises(Conflict) as conflict:
        actions.record_bom(
            System.objects.get(), sha256=look.sha256, after=look.after, taken_on=DAY,
            by=sales, now=NOW,
        )  # fmt: skip
    assert conflict.value.changed["bom_fen"] == (1_000_000_00, 700_000_00)
    assert System.objects.get().bom_fen == 700_000_00


def test_a_system_that_was_changed_in_between_is_a_conflict(sales: User, row: System) -> None:
    look = actions.preview_bom(row, sent(workbook()), by=sales)
    actions.change_system(System.objects.get(), {"bom": "9"}, by=person("manager"), now=NOW)
    with pytest.raises(Conflict):
        actions.record_bom(row, sha256=look.sha256, after=0, taken_on=DAY, by=sales, now=NOW)
    assert not BomSnapshot.objects.exists()


def test_only_its_sender_records_a_file_that_is_still_there(sales: User, row: System) -> None:
    look = actions.preview_bom(row, sent(workbook()), by=sales)
    with pytest.raises(InputProblems):
        staged(look.sha256, by=person("manager"))
    assert sweep_staged(datetime(2000, 1, 1, tzinfo=NOW.tzinfo)) == 0
    assert sweep_staged(datetime(2100, 1, 1, tzinfo=NOW.tzinfo)) >= 1
    for sha256 in (look.sha256, "../../etc", "x"):
        with pytest.raises(InputProblems):
            actions.record_bom(row, sha256=sha256, after=0, taken_on=DAY, by=sales, now=NOW)


def test_a_list_taken_back_gives_the_amounts_before_it(sales: User, row: System) -> None:
    first = recorded(row, sales, workbook())
    second = recorded(System.objects.get(), sales, workbook(("Z", "", 1, 700_000, "")))
    fresh = queries.find_snapshot(sales, second.pk)
    actions.undo_bom(fresh, why="错传", by=sales, now=NOW)
    kept = System.objects.get()
    assert (kept.bom_fen, kept.list_fen) == (AMOUNT * 100, 700_000_00)
    assert kept.window_value_fen == AMOUNT * 8
    actions.undo_bom(queries.find_snapshot(sales, first.pk), why="也错", by=sales, now=NOW)
    kept = System.objects.get()
    assert (kept.bom_fen, kept.list_fen) == (1_000_000_00, 2_000_000_00)
    assert latest_lines(kept) == []
    assert BomSnapshot.objects.get(pk=second.pk).undone_why == "错传"


def test_only_the_list_that_holds_is_taken_back_and_with_a_reason(sales: User, row: System) -> None:
    first = recorded(row, sales, workbook())
    with pytest.raises(InputProblems):
        actions.undo_bom(first, why=" ", by=sales, now=NOW)
    recorded(System.objects.get(), sales, workbook(("Z", "", 1, 700_000, "")))
    with pytest.raises(Conflict):
        actions.undo_bom(queries.find_snapshot(sales, first.pk), why="x", by=sales, now=NOW)


def test_two_people_take_a_list_back_at_once(sales: User, row: System) -> None:
    snapshot = recorded(row, sales, workbook())
    one, two = (queries.find_snapshot(sales, snapshot.pk) for _ in range(2))
    actions.undo_bom(one, why="x", by=sales, now=NOW)
    with pytest.raises(Conflict):
        actions.undo_bom(two, why="x", by=sales, now=NOW)


def test_an_amount_that_a_list_gives_is_not_typed_over(sales: User, row: System) -> None:
    recorded(row, sales, workbook())
    with pytest.raises(InputProblems) as wrong:
        actions.change_system(
            System.objects.get(), {"bom": "1", "list_amount": "2"}, by=sales, now=NOW
        )
    assert {each.where for each in wrong.value.problems} == {"bom", "list_amount"}


def test_a_page_says_which_list_holds(sales: User, row: System) -> None:
    recorded(row, sales, workbook())
    recorded(System.objects.get(), sales, workbook(("Z", "", 1, 700_000, "")))
    page = queries.system_page(sales, row.pk, TODAY)
    assert [(each.number, each.holds) for each in page.boms] == [(2, True), (1, False)]
    assert [each.part_number for each in page.lines] == ["Z"]
    plain = queries.system_page(person("engineer"), row.pk, TODAY)
    assert plain.lines == ()
    assert [each.amount for each in plain.boms] == [None, None]


@pytest.mark.parametrize("role", ["engineer", "finance", "customer"])
def test_others_record_and_take_back_nothing(role: str, sales: User, row: System) -> None:
    snapshot, by = recorded(row, sales, workbook()), person(role)
    with pytest.raises(NotAllowed):
        actions.preview_bom(row, sent(workbook()), by=by)
    with pytest.raises(NotAllowed):
        actions.record_bom(row, sha256="0" * 64, after=1, taken_on=DAY, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.undo_bom(snapshot, why="x", by=by, now=NOW)


lines = st.lists(
    st.builds(
        BomLine,
        part_number=st.sampled_from(["A", "a", "B", "C", "Ｄ"]),
        description=st.just(""),
        quantity=st.decimals("0.001", "999", places=3),
        unit_price=st.decimals(0, 9999, places=2).map(Money.of),
    ),
    max_size=8,
)


@given(before=lines, after=lines)
def test_the_changes_explain_the_whole_difference_of_the_totals(
    before: list[BomLine], after: list[BomLine]
) -> None:
    found = difference(before, after)
    assert found.amount == SystemBom(after).amount - SystemBom(before).amount
    assert found.amount == total(each.amount for each in found.changes)
    back = difference(after, before)
    assert {each.part.part_number.casefold() for each in found.changes} == {
        each.part.part_number.casefold() for each in back.changes
    }


@given(before=lines)
def test_a_list_does_not_differ_from_itself_in_any_order(before: list[BomLine]) -> None:
    assert difference(before, before[::-1]).changes == ()
