"""Whether the nearest engineer's way fits into a promise, whenever a fault is reported."""

from datetime import time

import pytest

from lumencare.data.edition_files import current_edition
from lumencare.data.places import find_place
from lumencare.domain.dispatch.promised_way import WayFit, judge_way, reports_of
from lumencare.domain.edition_rows import ResponseOption
from tests.domain.dispatch.times import engineer


def promise(code: str) -> ResponseOption:
    return next(each for each in current_edition().responses if each.code == code)


@pytest.mark.parametrize(
    ("code", "home", "to", "fit"),
    [
        ("24h", "上海市", "上海市", WayFit.ALWAYS),
        # Friday's report is due on Monday at eight: a way of more than 90 minutes begins earlier.
        ("24h", "上海市", "南京市", WayFit.WEEKDAYS),
        ("24h", "喀什市", "苏州市", WayFit.NOT),
        ("72h", "喀什市", "苏州市", WayFit.WEEKDAYS),
    ],
)
def test_a_way_fits_always_within_a_week_or_not(code: str, home: str, to: str, fit: WayFit) -> None:
    """D-7, D-19: as the board reckons ways, from half past six to closing on business days."""
    found = judge_way(promise(code), find_place(to), [engineer("近", city=home)])
    assert found.fit is fit
    assert found.reason.applies is (fit is WayFit.ALWAYS)


def test_the_tightest_report_of_a_day_is_the_one_that_halves_it() -> None:
    """A 24-hour promise of noon: six hours until closing, five and a half the next morning."""
    left = {each.at.time(): each.left for each in reports_of(promise("24h"), frozenset())[:48]}
    assert (left[time(12)], left[time(8)], left[time(17, 30)]) == (360, 600, 660)
    assert min(left.values()) == 360


def test_days_that_one_does_not_work_another_may() -> None:
    off = engineer("甲", days_off=frozenset({1, 2}))
    place = find_place("上海市")
    assert judge_way(promise("24h"), place, [off]).fit is WayFit.NOT
    assert judge_way(promise("24h"), place, [off, engineer("乙")]).fit is WayFit.ALWAYS


def test_it_is_said_who_is_nearest_how_and_what_the_tightest_report_leaves() -> None:
    people = [engineer("远", city="喀什市"), engineer("近", city="乌鲁木齐市")]
    said = judge_way(promise("24h"), find_place("苏州市"), people).reason
    assert said.rule == "D-19"
    assert said.text.zh.startswith("最近的是近：从乌鲁木齐市出发")
    assert said.text.en.endswith("a report on Mon at 12:00 leaves 6 h for the way.")
