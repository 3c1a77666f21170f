"""The calendar files: true to two independent sources, and strict about what is wrong (D-8)."""

from datetime import date
from pathlib import Path
from shutil import copytree

import chinese_calendar
import holidays
import pytest

from lumencare.data.workcalendars import FOLDER, load_calendar, shipped_calendar
from lumencare.domain.period import Span
from lumencare.domain.problems import InputProblems
from lumencare.domain.workcalendar import days_of

OFFICIAL = Span(date(2024, 1, 1), date(2027, 1, 1))
HEAD = 'year = 2027\nstatus = "official"\nsource = "notice"\n'


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_official_day_agrees_with_chinesecalendar_d_8(year: int) -> None:
    calendar = shipped_calendar()
    for day in days_of(Span(date(year, 1, 1), date(year + 1, 1, 1))):
        assert calendar.is_business_day(day) == chinese_calendar.is_workday(day), day


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_official_day_agrees_with_the_holidays_package_d_8(year: int) -> None:
    calendar, other = shipped_calendar(), holidays.country_holidays("CN", years=year)
    for day in days_of(Span(date(year, 1, 1), date(year + 1, 1, 1))):
        assert calendar.is_business_day(day) == other.is_working_day(day), day


def test_only_announced_years_are_certain() -> None:
    calendar = shipped_calendar()
    assert calendar.official_years == {2024, 2025, 2026}
    assert calendar.certain(OFFICIAL)
    assert not calendar.certain(Span(date(2027, 1, 1), date(2027, 1, 2)))


def test_2027_is_expected_and_decides_nothing_until_its_notice_is_out() -> None:
    calendar = shipped_calendar()
    assert calendar.is_business_day(date(2027, 1, 1))
    assert calendar.expected_holidays[date(2027, 1, 1)].name.zh == "元旦"


@pytest.mark.parametrize("name", ["2027.toml", "2027-notice.toml"])
def test_loading_a_new_notice_is_adding_one_file(tmp_path: Path, name: str) -> None:
    folder = copytree(FOLDER, tmp_path / "calendars")
    (folder / name).write_text(
        HEAD
        + "days = [\n"
        + '  { kind = "holiday", zh = "元旦", en = "New Year\'s Day", first = 2027-01-01 },\n'
        + '  { kind = "makeup-workday", zh = "元旦", en = "New Year\'s Day",'
        + " first = 2027-01-03 },\n]\n",
        encoding="utf-8",
    )
    calendar = load_calendar(folder)
    assert calendar.certain(Span(date(2026, 12, 1), date(2027, 2, 1)))
    assert not calendar.is_business_day(date(2027, 1, 1))
    assert calendar.is_business_day(date(2027, 1, 3))
    assert not calendar.expected_holidays


def test_a_notice_may_set_days_of_the_december_before_it(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(
        HEAD + "days = [\n" + row("2026-12-31", zh="元旦") + "]\n",
        encoding="utf-8",
    )
    assert not load_calendar(tmp_path).is_business_day(date(2026, 12, 31))


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(InputProblems) as raised:
        load_calendar(folder)
    return [f"{each.where} {each.given}: {each.allowed.en}" for each in raised.value.problems]


ROW = '  {{ kind = "{kind}", zh = "{zh}", en = "Labour Day", first = {first}{last} }},\n'


def row(first: str, kind: str = "holiday", zh: str = "劳动节", last: str = "") -> str:
    return ROW.format(kind=kind, zh=zh, first=first, last=f", last = {last}" if last else "")


def test_all_that_is_wrong_is_reported_at_once_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(
        HEAD
        + "days = [\n"
        + row("2027-05-01", last="2027-05-03")
        + row("2027-05-03")
        + row("2027-05-05", kind="makeup-workday")
        + row("2028-05-01")
        + row("2027-05-08", kind="half-day")
        + row("2027-05-12", last="2027-05-10")
        + "]\n",
        encoding="utf-8",
    )
    (tmp_path / "2028.toml").write_text(
        'year = "2028"\nstatus = "draft"\nnote = "x"\ndays = [\n'
        + row("2028-05-01", zh="")
        + row('"soon"')
        + "]\n",
        encoding="utf-8",
    )
    assert problems_of(tmp_path) == [
        "2027.toml:6 2027-05-03: A day may be listed only once.",
        "2027.toml:7 2027-05-05: A make-up workday is a Saturday or a Sunday.",
        "2027.toml:8 2028-05-01: A day of the notice's year, or of the last week of December"
        " before"
        " it, is expected.",
        "2027.toml:9 half-day: Allowed: holiday, makeup-workday.",
        "2027.toml:10 2027-05-12 - 2027-05-10: The last day may not be before the first.",
        "2028.toml:1 year = '2028': year (int) is needed.",
        "2028.toml:1 source = None: source (str) is needed.",
        "2028.toml:2 draft: Allowed: official, provisional.",
        "2028.toml:3 note: There is no such field.",
        "2028.toml:5 zh/en: Both the Chinese and the English are needed.",
        "2028.toml:6 first = soon: A date is expected, like 2026-01-31.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"year = \n", "TOML is expected."),
        ("# 元旦".encode("gb18030"), "UTF-8 is expected."),
        (HEAD.encode(), "An array days is expected."),
        (HEAD.replace("2027", "20270").encode() + b"days = []", "Allowed: 1990 to 2100."),
    ],
)
def test_a_file_that_is_no_calendar_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "2027.toml").write_bytes(content)
    found = problems_of(tmp_path)
    assert len(found) == 1
    assert found[0].startswith("2027.toml")
    assert found[0].endswith(said)


def test_two_official_files_of_one_year_are_refused(tmp_path: Path) -> None:
    for name in ("2027.toml", "2027-again.toml"):
        (tmp_path / name).write_text(HEAD + "days = []\n", encoding="utf-8")
    assert problems_of(tmp_path) == [
        "2027.toml 2027: A year may have one official and one provisional file."
    ]
