"""An upgrade is handed over: the new system begins anew, the replaced hardware leaves cover."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lumencare.data.edition_files import current_edition
from lumencare.desk.queries.passport import make_passport
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Refused
from lumencare.sites.actions import (
    preview_bom,
    record_bom,
    replace_system,
    return_system_to_use,
    undo_bom,
)
from lumencare.sites.covering import cover_today
from lumencare.sites.facts import latest_bom, latest_lines, system_of
from lumencare.sites.fitted import PartInPlace, cover_of_part
from lumencare.sites.leaving import Leaving, missing
from lumencare.sites.models import FittedPart, Replacement, System
from tests.office import NOW, TODAY, person, system
from tests.sites.bom_files import sent, workbook
from tests.sites.replacing import NEW, replacing

pytestmark = pytest.mark.django_db
HAD = (
    ("QP-1", "主控", 2, 100_000, 150_000),
    ("KP-4", "面板", 100, 3_000, 4_000),
)
SERIALS = ("part number", "description", "quantity", "post-sales unit price", "serials")


def coordinator() -> Any:
    return person("coordinator", name="协调员")


def listed(of: System, by: Any, *rows: tuple[Any, ...], **more: Any) -> System:
    upload = sent(workbook(*(rows or HAD), **more))
    seen = preview_bom(of, upload, by=by)
    record_bom(of, sha256=seen.sha256, after=seen.after, taken_on=date(2025, 4, 1), by=by, now=NOW)
    of.refresh_from_db()
    return of


def handed_over(old: System, by: Any, leaving: Any = None, **more: Any) -> Replacement:
    return replace_system(old, replacing(leaving=leaving, **more), by=by, now=NOW)


def test_the_new_system_has_its_own_order_class_list_and_window() -> None:
    """D-14, PW-1: own class, own order date, own hardware list, own purchase window."""
    by = coordinator()
    old = listed(system(), by)
    new = handed_over(old, by).new
    new.refresh_from_db()
    assert (new.warranty_class, new.order_date) == ("1Y", date(2025, 12, 1))
    assert (new.bom_fen, new.list_fen) == (400_000_00, 520_000_00)
    assert new.window_ends_on == date(2026, 12, 1)
    assert new.window_value_fen > 0
    first = latest_bom(new)
    assert first is not None
    assert (first.number, first.source) == (1, "UP-2026-0001")
    assert (new.replaces.old, old.replacements.get().new) == (old, new)


def test_a_system_that_was_replaced_as_a_whole_covers_nothing_from_that_day() -> None:
    """SY-1, D-14: neither warranty nor plans; the answer names what took its place."""
    by = coordinator()
    old = listed(system(), by)
    before = make_passport(old, TODAY)
    handed_over(old, by)
    old.refresh_from_db()
    assert old.retired_on == TODAY
    after = make_passport(old, TODAY)
    assert (before.parts_percent, after.parts_percent, after.labour_covered) == (100, 0, False)
    assert after.because[0]["rule"] == "SY-1"
    assert "S-900" in after.because[0]["en"]
    # What was true the day before stays true.
    yesterday = make_passport(old, date(2026, 1, 14))
    assert (yesterday.parts_percent, yesterday.last_day) == (100, date(2026, 1, 14))
    today = cover_today(current_edition(), system_of(old), TODAY)
    assert not today.decision.labour_covered
    assert {each.parts_percent for each in today.years} == {0}


def test_what_is_kept_stays_on_the_old_list_and_what_is_replaced_leaves_cover() -> None:
    """D-13: the kept keypads keep their years, the replaced processors are out from the day."""
    by = coordinator()
    old = listed(system(), by)
    handed_over(old, by, (Leaving("qp-1", Decimal(2)),))
    old.refresh_from_db()
    assert (old.retired_on, old.bom_fen) == (None, 300_000_00)
    assert [each.part_number for each in latest_lines(old)] == ["KP-4"]
    assert cover_of_part(old, PartInPlace("KP-4")).on_list is True
    gone = cover_of_part(old, PartInPlace("QP-1"))
    assert gone.replaced is not None
    assert (gone.replaced.on, gone.replaced.by) == (TODAY, "S-900")


def test_of_a_number_of_which_some_stay_only_a_known_serial_is_gone() -> None:
    """D-13: nobody is refused what may be theirs."""
    by = coordinator()
    rows = (("QP-1", "主控", 3, 100_000, "A1 A2 A3"),)
    old = listed(system(), by, *rows, header=SERIALS)
    handed_over(old, by, (Leaving("QP-1", Decimal(2), ("A1", "A2")),))
    old.refresh_from_db()
    assert cover_of_part(old, PartInPlace("QP-1", "A1")).replaced is not None
    assert cover_of_part(old, PartInPlace("QP-1", "A3")).replaced is None
    assert cover_of_part(old, PartInPlace("QP-1")).on_list is True
    assert latest_lines(old)[0].quantity == 1


def test_what_was_fitted_in_the_place_of_a_replaced_part_goes_with_it() -> None:
    by = coordinator()
    old = listed(system(), by)
    fitted = FittedPart.objects.create(
        system=old, part_number="QP-2", key="QP-2", serial="SN9", on_list=True,
        listed_as="QP-1", fitted_on=date(2025, 6, 1), source="P-1",
    )  # fmt: skip
    handed_over(old, by, (Leaving("QP-1", Decimal(2)),))
    fitted.refresh_from_db()
    assert fitted.removed_on == TODAY
    found = cover_of_part(old, PartInPlace("QP-2", "SN9"))
    assert (found.replaced is not None, found.on_list) == (True, True)


def test_hardware_that_left_before_is_told_and_takes_nothing_else_with_it() -> None:
    by = coordinator()
    old = listed(system(), by)
    wanted = (Leaving("QP-1", Decimal(5)), Leaving("ZZ-1", Decimal(1)))
    assert [(each.part_number, each.short) for each in missing(old, wanted)] == [
        ("QP-1", Decimal(3)),
        ("ZZ-1", Decimal(1)),
    ]
    handed_over(old, by, wanted)
    assert {each.part_number for each in Replacement.objects.get().parts.all()} == {"QP-1"}


def test_where_only_a_total_is_known_what_stays_is_asked_for() -> None:
    by = coordinator()
    old = system()
    leaving = (Leaving("QP-1", Decimal(2)),)
    for wrong in (None, Money.of("1000000")):
        with pytest.raises(InputProblems):
            handed_over(old, by, leaving, remaining=wrong)
    handed_over(old, by, leaving, remaining=Money.of("300000"))
    old.refresh_from_db()
    assert (old.bom_fen, old.retired_on) == (300_000_00, None)
    assert cover_of_part(old, PartInPlace("QP-1")).replaced is not None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"lines": ()}, "lines"),
        ({"on": date(2025, 2, 1)}, "on"),
        ({"leaving": ()}, "leaving"),
        ({"typed": {**NEW, "warranty_class": "3Y"}}, "warranty_class"),
        ({"typed": {**NEW, "ref": "s-001"}}, "ref"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_nothing_is_written(
    more: dict[str, Any], field: str
) -> None:
    by = coordinator()
    old = listed(system(), by)
    with pytest.raises(InputProblems) as wrong:
        handed_over(old, by, **more)
    assert field in {each.where for each in wrong.value.problems}
    assert (System.objects.count(), Replacement.objects.count()) == (1, 0)


def test_a_replaced_system_is_not_replaced_again_nor_returned_to_use() -> None:
    by = coordinator()
    old = listed(system(), by)
    new = handed_over(old, by).new
    with pytest.raises(Refused):
        handed_over(old, by, source="UP-2", typed={**NEW, "ref": "S-901"})
    with pytest.raises(Refused):
        return_system_to_use(old, why="错了", by=by, now=NOW)
    assert new.retired_on is None


def test_the_list_of_a_handover_is_not_taken_back() -> None:
    by = coordinator()
    old = listed(system(), by)
    handed_over(old, by, (Leaving("QP-1", Decimal(2)),))
    held = latest_bom(old)
    assert held is not None
    with pytest.raises(Refused):
        undo_bom(held, why="错了", by=by, now=NOW)
