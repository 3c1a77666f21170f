"""Which slots are offered, in what order and with which words (D-7, D-19, NB-1)."""

import pytest

from lumencare.domain.dispatch.checks import Chosen, obstacles
from lumencare.domain.dispatch.facts import Need
from lumencare.domain.dispatch.slots import Search, slots_of
from lumencare.domain.period import Span
from lumencare.domain.servicehours import ServiceWindow
from lumencare.domain.text import Text
from tests.domain.dispatch.times import CALENDAR, busy, engineer, fit, moment, wanted

DUE = moment("11-17 16:05")


def test_who_is_in_the_city_already_is_offered_first() -> None:
    """The board of the drawing: one is in Hangzhou since the morning, another comes too late."""
    near = engineer("李思远", busy("11-17 08:00", "11-17 13:40", "杭州市"))
    far = engineer("周凯", busy("11-17 08:00", "11-17 16:00", "上海市"))
    found = fit(wanted(due_at=DUE), far, near)
    best = found.slots[0]
    assert (best.name, f"{best.start:%H:%M}", best.early, best.shortened) == (
        "李思远",
        "15:05",
        60,
        True,
    )
    assert [each.rule for each in best.because] == ["D-7", "D-19", "SC-4"]
    assert best.because[0].text.en == "There at 15:05, 1 h early."
    assert best.because[1].text.zh == "已在杭州市，市内约 40 分钟（估算）。"
    assert found.on_time
    assert found.said.en == "1 slot fits."


def test_where_nobody_is_in_time_three_least_bad_say_how_late() -> None:
    people = [engineer(name) for name in ("甲", "乙", "丙", "丁")]
    found = fit(wanted("广州市", due_at=moment("11-17 17:00")), *people, days=2)
    assert not found.on_time
    assert len(found.slots) == 3
    assert all(each.early is not None and each.early < 0 for each in found.slots)
    assert found.said.en.startswith("No slot meets the deadline. The least bad are late by ")


def test_a_way_of_the_reference_data_is_told_apart_from_an_estimate() -> None:
    """D-19: rail to a hub is listed, ways between other places are estimated."""
    by_train = fit(wanted("杭州市"), engineer(), now="11-16 18:00", days=2).slots[0]
    assert by_train.travel is not None
    assert (by_train.travel.certain, by_train.travel.minutes) == (True, 105)
    other = fit(wanted("宁波市"), engineer(city="杭州市"), now="11-16 18:00", days=2).slots[0]
    assert other.travel is not None
    assert not other.travel.certain
    assert "（估算）" in other.travel.by.zh


def test_nobody_is_sent_where_the_next_visit_could_not_be_reached() -> None:
    """A visit of half a day at 13:00 in Beijing leaves no morning in Shanghai."""
    taken = engineer("周凯", busy("11-18 13:00", "11-18 18:00", "北京市"))
    found = fit(wanted("上海市", may_shorten=False), taken, now="11-17 19:00", days=2)
    assert found.slots == ()
    assert found.said.en == "No slot was found."


def test_who_lacks_a_skill_is_named_and_not_offered() -> None:
    need = Need("homes", Text("家居系统", "Residential systems"))
    found = fit(wanted(needs=(need,)), engineer(), days=2)
    assert found.slots == ()
    assert found.unable[0].en == "周凯 lacks a skill: Residential systems."


@pytest.mark.parametrize(
    ("windows", "agrees", "parts"),
    [
        ((), True, {"morning", "afternoon"}),
        ((ServiceWindow.AFTER_HOUR,), True, {"morning", "afternoon", "evening"}),
        ((ServiceWindow.AFTER_HOUR,), False, {"morning", "afternoon"}),
        ((ServiceWindow.WEEKEND,), True, {"morning", "afternoon", "weekend"}),
    ],
)
def test_evenings_and_weekends_are_offered_where_bought_and_agreed(
    windows: tuple[ServiceWindow, ...], *, agrees: bool, parts: set[str]
) -> None:
    """NB-1: Friday 2026-11-20 and the weekend after it."""

    who = engineer("周凯", evenings=agrees, weekends=agrees)
    start = moment("11-20 06:00")
    span = Span(start.date(), moment("11-23 00:00").date())
    found = slots_of(wanted(windows=frozenset(windows)), who, Search(start, span, CALENDAR))
    assert {each.part.value for each in found} == parts


def test_a_make_up_saturday_is_a_business_day() -> None:
    """D-8: 2026-02-14 is a make-up workday; 2026-02-17 is a holiday."""
    found = fit(wanted("上海市"), engineer(), now="02-14 06:00", days=1)
    assert {each.part.value for each in found.slots} == {"morning", "afternoon"}
    assert fit(wanted("上海市"), engineer(), now="02-17 06:00", days=1).slots == ()


def test_who_has_left_or_does_not_work_that_day_is_not_offered() -> None:
    left = engineer("甲", left_on=moment("11-17 00:00").date())
    part_time = engineer("乙", days_off=frozenset({1}))
    assert fit(wanted("上海市"), left, part_time).slots == ()


def against(who: object, start: str, end: str, **more: object) -> list[tuple[str, bool]]:
    """Return the rules against a slot, and whether a reason overrules them."""
    chosen = Chosen(moment(start), moment(end), moment("11-17 14:22"))
    found = obstacles(wanted(**more), who, chosen, CALENDAR)  # type: ignore[arg-type]
    return [(each.reason.rule, each.may_be_stated) for each in found]


def test_what_stands_against_a_slot_for_good_and_what_unless_stated() -> None:
    who = engineer("周凯", busy("11-18 08:00", "11-18 12:00", "上海市"))
    assert against(who, "11-19 08:00", "11-19 13:00") == []
    assert against(who, "11-18 11:00", "11-18 16:00") == [("SC-4", False)]
    assert against(who, "11-17 08:00", "11-17 13:00") == [("SC-4", False)]
    assert against(who, "11-19 08:00", "11-19 19:00") == [("D-10", False), ("NB-1", True)]
    assert against(who, "11-18 12:30", "11-18 17:30") == [("D-19", True)]
    assert against(who, "11-19 08:00", "11-19 13:00", due_at=DUE) == [("D-7", True)]
    assert against(who, "11-21 08:00", "11-21 13:00") == [("NB-1", True)]
    assert against(who, "11-21 18:00", "11-21 20:00") == [("D-9", True)]


def test_a_holiday_is_named() -> None:
    """D-9."""
    chosen = Chosen(moment("10-01 08:00"), moment("10-01 13:00"), moment("09-01 08:00"))
    found = obstacles(wanted(), engineer(), chosen, CALENDAR)
    assert [each.reason.rule for each in found] == ["D-9"]
    assert "国庆节" in found[0].reason.text.zh
