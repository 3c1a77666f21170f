"""One part by hand: added, changed as of what was read, with every wrong field told at once."""

from datetime import date
from typing import Any

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.catalogue.keeping import add_part, change_part
from lumencare.catalogue.queries import PartFilters, list_parts
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.stock.models import Part
from tests.at_once import at_once, told
from tests.catalogue.lists import GONE, NEW, OLD, look, publish
from tests.office import NOW, TODAY, person
from tests.stock.parts import stocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return person("clerk")


def added(by: User, **typed: Any) -> Part:
    fields = {"number": "QSN-9", "name_zh": "调光模块", **typed}
    return add_part(fields, by=by, now=NOW)


def wrong(deed: Any) -> dict[str, str]:
    """Return the fields that were told of, with what is expected."""
    with pytest.raises(InputProblems) as refused:
        deed()
    return {each.where: each.allowed.en for each in refused.value.problems}


def test_a_part_is_added_found_and_written_down(clerk: User) -> None:
    """SC-8: by hand as by a list; every field is kept, and the trail says who."""
    publish(clerk, NEW)
    row = added(
        clerk, name_en="Dimming module", unit="set", state="last-time-buy", lead_days="40",
        last_order_on="2026-06-30", supplied_until="2027-06-30", successor="qsn－new",
        systems="quantum, ATHENA", serialised="on", frequent="on", weight_grams="250",
    )  # fmt: skip
    row = Part.objects.get(pk=row.pk)
    assert (row.key, row.unit, row.state, row.lead_days) == ("QSN-9", "set", "last-time-buy", 40)
    assert (row.last_order_on, row.supplied_until) == (date(2026, 6, 30), date(2027, 6, 30))
    assert (row.successor.number, row.systems) == ("QSN-NEW", ["ATHENA", "QUANTUM"])  # type: ignore[union-attr]
    assert (row.serialised, row.frequent, row.weight_grams) == (True, True, 250)
    assert Entry.objects.filter(kind="stock.part", action="add", by=clerk).count() == 1
    for words in ("QSN-9", "tgmk", "dimming"):
        found = list_parts(clerk, PartFilters(q=words), on=TODAY).rows
        assert "QSN-9" in [each.number for each in found]


def test_what_is_changed_is_told_and_nothing_else(clerk: User) -> None:
    row = added(clerk, name_en="Old", lead_days="40")
    change_part(row, {"name_en": "Emergency lamp"}, by=clerk, now=NOW)
    entry = Entry.objects.get(action="change")
    assert (entry.before, entry.after) == ({"name_en": "Old"}, {"name_en": "Emergency lamp"})
    row.refresh_from_db()
    assert (row.lead_days, row.version) == (40, 2)
    assert list_parts(clerk, PartFilters(q="emergency"), on=TODAY).total == 1
    change_part(row, {"name_en": "Emergency lamp"}, by=clerk, now=NOW)
    assert Entry.objects.filter(action="change").count() == 1


def test_somebody_who_was_faster_is_told(clerk: User) -> None:
    stale, row = (added(clerk), Part.objects.get())
    change_part(row, {"name_zh": "甲"}, by=clerk, now=NOW)
    with pytest.raises(Conflict, match="name_zh"):
        change_part(stale, {"name_zh": "乙"}, by=clerk, now=NOW)
    assert Part.objects.get().name_zh == "甲"


def test_every_wrong_field_is_told_at_once(clerk: User) -> None:
    """SC-8: also those that go together."""
    fields = {"number": " ", "unit": "dozen", "last_order_on": "31.6.2026", "lead_days": "-1"}
    typed = {**fields, "name_zh": "", "weight_grams": "1.5"}
    assert set(wrong(lambda: added(clerk, **typed))) == {*fields, "name_zh", "weight_grams"}
    together = {
        "state": "last-time-buy", "successor": "NONE-1", "systems": "QUANTUM、哪里",
        "supplied_until": "2026-01-01", "number": "qsn 9",
    }  # fmt: skip
    added(clerk)
    # Longer than a number may be, as numbers are compared: each letter stands for six.
    assert set(wrong(lambda: added(clerk, number="㌖" * 20))) == {"number"}
    found = wrong(lambda: added(clerk, **together))
    assert set(found) == {"last_order_on", "successor", "systems"}
    assert set(wrong(lambda: added(clerk, number="qsn－9"))) == {"number"}
    days = {"last_order_on": "2026-05-01", "supplied_until": "2026-04-30"}
    assert set(wrong(lambda: added(clerk, number="QSN-10", **days))) == {"supplied_until"}


@pytest.mark.parametrize("number", ["QSN-OLD", "qsn old", "QSN-NEW"])
def test_successors_go_in_no_circle(clerk: User, number: str) -> None:
    publish(clerk, OLD, NEW)
    row = Part.objects.get(key="QSN-NEW")
    assert set(wrong(lambda: change_part(row, {"successor": number}, by=clerk, now=NOW))) == {
        "successor"
    }
    row = Part.objects.get(key="QSN-OLD")
    change_part(row, {"successor": ""}, by=clerk, now=NOW)
    assert Part.objects.get(key="QSN-OLD").successor is None


def test_pieces_in_stock_keep_their_way_of_being_kept(clerk: User) -> None:
    """SC-7: three pieces without serials cannot be pieces by serial, by hand or by a list."""
    row = added(clerk)
    stocked(3, row)
    field = {"serialised": "on"}
    assert set(wrong(lambda: change_part(row, field, by=clerk, now=NOW))) == {"serialised"}
    header = ("部件号", "名称", "单价", "按序列号")
    shown = look(clerk, ("QSN-9", "", "1", "是"), ("NEW-1", "新", "1", "是"), header=header)
    assert len(shown.problems) == 1
    assert "D2" in shown.problems[0].where
    assert not look(clerk, ("QSN-9", "", "1", "否"), header=header).problems


def test_only_who_keeps_the_catalogue_changes_it(clerk: User) -> None:
    row = added(clerk)
    for who in (person("engineer"), person("sales"), person("support")):
        with pytest.raises(NotAllowed):
            change_part(row, {"name_zh": "别的"}, by=who, now=NOW)
        with pytest.raises(NotAllowed):
            added(who, number="X-1")


@pytest.mark.django_db(transaction=True)
def test_two_who_add_one_number_make_one_part() -> None:
    clerk = person("clerk")
    results = at_once(*(lambda: added(clerk) for _ in range(4)))
    assert len(told(results)) == 3
    assert Part.objects.count() == 1


def test_a_list_after_it_keeps_what_it_does_not_name(clerk: User) -> None:
    publish(clerk, GONE)
    row = Part.objects.get(key="NWK-E")
    change_part(row, {"name_en": "Network interface"}, by=clerk, now=NOW)
    publish(clerk, GONE, code="PL-2", after="PL-2026-1")
    row.refresh_from_db()
    assert (row.name_en, row.version) == ("Network interface", 2)
