"""The lifecycle radar: every system judged, what matters first, quickly, for staff alone."""

from datetime import date

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.domain.lifecycle.judging import Grade
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems
from lumencare.lifecycle import actions
from lumencare.lifecycle.queries import RadarFilters, read_radar, system_life
from tests.claims.claims import part
from tests.lifecycle.lives import lead, listed, old_system, seller, software
from tests.office import NOW, TODAY, outsider, person, site, system

pytestmark = pytest.mark.django_db
ALL = RadarFilters()


def test_what_matters_most_comes_first() -> None:
    """SY-1: by how pressing it is, then by what the hardware is worth."""
    place = site()
    system(place, ref="FINE", system_type="Athena")
    old_system("SMALL", place, bom_fen=100_00)
    old_system("GREAT", place, bom_fen=900_000_000_00)
    system(place, ref="LEGACY")
    found = read_radar(seller(), ALL, on=TODAY)
    assert [each.system.ref for each in found.page.rows] == ["GREAT", "SMALL", "LEGACY", "FINE"]
    assert dict(found.counts) == {Grade.URGENT: 2, Grade.WATCH: 1, Grade.FINE: 1}
    assert found.worth[Grade.URGENT] == Money.of("900000100.00")


def test_filters_tell_apart_and_counts_lead_to_other_grades() -> None:
    place = site()
    old = old_system("OLD", place)
    system(place, ref="LEGACY", software_version="3.1")
    software("3.5")
    lead(old)

    def refs(**wanted: object) -> list[str]:
        rows = read_radar(seller(), RadarFilters(**wanted), on=TODAY).page.rows  # type: ignore[arg-type]
        return [each.system.ref for each in rows]

    assert refs(grade=Grade.URGENT) == ["OLD"]
    assert refs(kind="software") == ["LEGACY"]
    assert refs(system="QUANTUM") == ["LEGACY"]
    assert refs(lead="live") == ["OLD"]
    assert refs(lead="none") == ["LEGACY"]
    assert refs(city="北京市") == []
    assert refs(order="-bom") == ["OLD", "LEGACY"]
    assert read_radar(seller(), RadarFilters(grade=Grade.URGENT), on=TODAY).counts[Grade.WATCH] == 1


def test_pages_follow_each_other_and_a_made_up_cursor_is_told() -> None:
    place = site()
    for number in range(3):
        system(place, ref=f"S-{number}")
    first = read_radar(seller(), ALL, on=TODAY, size=2).page
    rest = read_radar(seller(), ALL, on=TODAY, cursor=first.next_cursor, size=2).page
    assert [e.system.ref for e in (*first.rows, *rest.rows)] == ["S-0", "S-1", "S-2"]
    assert (first.total, rest.next_cursor) == (3, "")
    with pytest.raises(InputProblems):
        read_radar(seller(), ALL, on=TODAY, cursor="99999999")


def test_retired_systems_are_left_out() -> None:
    old_system(retired_on=TODAY)
    assert read_radar(seller(), ALL, on=TODAY).page.total == 0


def test_parts_are_found_however_a_list_writes_them() -> None:
    """SY-1, D-13: by the key of the number, on the list that holds."""
    row = system()
    part("QP-2", state="obsolete")
    listed(row, "ｑｐ-2", "OTHER-1")
    life = system_life(seller(), row.pk, TODAY)
    assert [each.number for each in life.judged.going] == ["QP-2"]
    assert life.judged.verdict.grade is Grade.URGENT


def test_what_is_at_stake_is_worked_out_of_cover_and_parts() -> None:
    """PP-2: all of the hardware is under its 2-year warranty; 10 pieces at 1000.00 fail at 2 %."""
    row = system(order_date=TODAY)
    part("QP2", state="obsolete")
    listed(row, "QP2")
    covered = system_life(seller(), row.pk, TODAY).covered
    assert covered.stake is not None
    assert (covered.percent, covered.stake.covered) == (100, Money.of("1000000.00"))
    assert covered.stake.exposure == Money.of("400.00")
    clerk = person("clerk")
    assert system_life(clerk, row.pk, TODAY).covered.stake is None


def test_a_note_of_the_software_is_judged() -> None:
    """X-9."""
    row = system()
    software("3.5", clients="Windows 10")
    typed = {
        "software_version": "3.5",
        "clients": "Windows 11",
        "seen_on": TODAY.isoformat(),
        "source": "现场查看",
    }
    actions.note_software(row, typed, version=1, by=person("engineer"), now=NOW)
    life = system_life(seller(), row.pk, TODAY)
    assert "clients" in [each.value for each in life.judged.verdict.kinds]
    assert life.installed.seen_on == TODAY


def test_the_number_of_questions_does_not_grow_with_systems(
    django_assert_max_num_queries: object,
) -> None:
    """No question to the database for each system."""
    place, by = site(), seller()
    part("QP2", state="obsolete")
    for number in range(30):
        row = system(place, ref=f"S-{number}", order_date=date(2016, 1, 1 + number % 28))
        listed(row, "QP2")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert read_radar(by, ALL, on=TODAY).page.total == 30


def test_nobody_outside_sees_the_radar() -> None:
    owner = site().owner
    for who in (outsider(owner), outsider(owner, "partner")):
        with pytest.raises(NotAllowed):
            read_radar(who, ALL, on=TODAY)
