"""Holiday notices as they are pasted: read to the day, and refused with the line (D-8)."""

import re
from contextlib import suppress
from datetime import date

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.data.workcalendars import shipped_years
from lumencare.domain.calendar_checks import calendar_days
from lumencare.domain.period import Span
from lumencare.domain.problems import InputProblems
from lumencare.domain.workcalendar import CalendarYear, DayKind, build_calendar, days_of
from lumencare.exchange.holiday_notice.reading import MOST_CHARACTERS, NoticeRead, read_notice
from tests.exchange.holiday_notices import ITEMS, notice

YEAR_2026 = notice(2026)


def days_in(read: NoticeRead) -> dict[date, tuple[DayKind, str]]:
    return {each.day: (each.kind, each.name.zh) for each in calendar_days(read.listed)}


def problems_of(text: str, year: int | None = None) -> list[str]:
    with pytest.raises(InputProblems) as raised:
        read_notice(text, year)
    return [f"{each.where} {each.given}: {each.allowed.en}" for each in raised.value.problems]


@pytest.mark.parametrize("year", sorted(ITEMS))
def test_every_announced_year_is_read_to_the_day_d_8(year: int) -> None:
    """Beside an independent source; 2018 lacks what the notice for 2019 set of its December."""
    read = read_notice(notice(year))
    assert (read.year, read.cautions) == (year, ())
    official = CalendarYear(year, official=True, source="", days=tuple(calendar_days(read.listed)))
    calendar = build_calendar([official])
    for day in days_of(Span(date(year, 1, 1), date(year, 12, 25))):
        assert calendar.is_business_day(day) == chinese_calendar.is_workday(day), day


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_pasted_notice_gives_the_days_of_the_file_that_was_made_by_hand(year: int) -> None:
    (shipped,) = (each for each in shipped_years() if each.year == year)
    by_hand = {each.day: each.kind for each in shipped.days}
    assert {day: kind for day, (kind, _) in days_in(read_notice(notice(year))).items()} == by_hand


def test_new_year_reaches_back_into_december() -> None:
    read = days_in(read_notice(notice(2019)))
    assert read[date(2018, 12, 29)] == (DayKind.MAKEUP_WORKDAY, "元旦")
    assert read[date(2018, 12, 31)] == (DayKind.HOLIDAY, "元旦")
    text = notice(2019).replace("2018年12月30日至2019年1月1日", "12月30日至1月1日")
    assert days_in(read_notice(text)) == read


def test_one_item_may_be_about_two_festivals() -> None:
    read = read_notice(notice(2025))
    names = {each.name.en for each in read.listed if each.name.zh == "国庆节、中秋节"}
    assert names == {"National Day and Mid-Autumn Festival"}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.translate({ord(str(each)): chr(0xFF10 + each) for each in range(10)}),
        lambda text: text.translate(str.maketrans("：，（）", ":,()")),
        lambda text: text.replace("月", " 月 ").replace("日", " 日 "),
        lambda text: text.replace("。\n", "。"),
        lambda text: text.replace("、2月28日", "、28日"),
        lambda text: text.replace("（周", "（星期"),
        lambda text: text.replace("至", "—"),
        lambda text: text.replace("2月28日（周六）上班", "\n2月28\n日（周六）上班"),
        lambda text: re.sub("[一二三四五六七]、", "", text),
        lambda text: re.sub("[一二三四五六七]、(..?.?)：", r"\1", text),
        lambda text: text.replace("共3天。1月4日", "共3天，1月4日"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: re.sub("（[^）]{1,12}）", "", text),
    ],
    ids=[
        "full-width digits", "plain signs", "spaces", "one paragraph", "month said once",
        "long weekdays", "dashes", "broken lines", "no numbers", "no colons", "commas",
        "line ends of Windows", "no weekdays",
    ],
)  # fmt: skip
def test_what_pasting_does_to_a_notice_changes_nothing(change: object) -> None:
    text = change(YEAR_2026)  # type: ignore[operator]
    assert text != YEAR_2026
    assert days_in(read_notice(text)) == days_in(read_notice(YEAR_2026))


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("before", "after", "given", "said"),
    [
        ("1月4日（周日）", "1月4日（周六）", "周六", "It is Sun 4 Jan 2026."),
        ("至23日（农历正月初七、周一）", "至23日（周二）", "周二", "It is Mon 23 Feb 2026."),
        ("共9天", "共8天", "8天", "The days named are 9."),
        ("2月28日（周六）", "2月30日（周六）", "2月30日(周六)", "There is no such day."),
        ("5月9日（周六）", "5月8日", "2026-05-08", "A make-up workday is a Saturday or a Sunday."),
        ("1月4日（周日）上班", "1月3日上班", "2026-01-03",
         "A day cannot be both a holiday and a make-up workday."),
        ("4月4日（周六）至6日（周一）放假，共3天", "4月6日至4日放假", "2026-04-06 - 2026-04-04",
         "The last day may not be before the first."),
        ("10月1日（周四）至7日", "9月27日（周日）至10月7日", "2026-09-27",
         "A day may be listed only once."),
        ("5月9日（周六）上班", "5月9日（周六）待定", "5月9日(周六)",
         "After the days, 放假 (holiday) or 上班 (worked) is expected."),
        ("五、端午节", "五、龙舟节", "龙舟节",
         "No festival that is known; the table form takes any, with its English name."),
        ("6月19日（周五）至21日（周日）放假，共3天。", "另行通知。", "另行通知。",
         "Days are expected here, like 1月1日（周四）至3日（周六）放假."),
        ("6月19日（周五）至21日", "19日（周五）至21日", "19日(周五)至21日(周日)",
         "The month is expected with the day."),
        ("10月1日（周四）", "2027年10月1日", "2027-10-01", "A day of the notice's year, or of the"
         " last week of December before it, is expected."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_line(
    before: str, after: str, given: str, said: str
) -> None:
    assert before in YEAR_2026
    text = YEAR_2026.replace(before, after)
    line = line_of(text, after)
    assert f"text:{line} {given}: {said}" in problems_of(text)


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_lines() -> None:
    text = YEAR_2026.replace("共9天", "共7天").replace("1月4日（周日）", "1月4日（周一）")
    text = text.replace("10月10日（周六）", "10月32日（周六）")
    lines = [line_of(text, each) for each in ("一、元旦", "二、春节", "七、国庆节")]
    assert [each.split()[0] for each in problems_of(text)] == [f"text:{each}" for each in lines]


@pytest.mark.parametrize(
    ("item", "missing"),
    [("三、清明节", "清明节"), ("六、中秋节", "中秋节"), ("七、国庆节", "国庆节")],
)
def test_a_notice_must_be_whole(item: str, missing: str) -> None:
    """It takes the place of all that is known of its year: a part of it would undo the rest."""
    lines = [each for each in YEAR_2026.splitlines() if item not in each]
    assert any(each.startswith(f"text {missing}:") for each in problems_of("\n".join(lines)))


def test_days_without_a_festival_are_not_passed_over() -> None:
    text = YEAR_2026.replace("一、元旦：", "")
    assert problems_of(text)[0].endswith(
        "The festival and a colon are expected before it, like 元旦：."
    )


def test_general_remarks_and_advice_set_no_days() -> None:
    """From the notices for 2025 and 2024."""
    remark = "国庆节自10月1日起放假调休7天，自2025年1月1日起，全体公民放假的假日增加2天。\n一、元旦"
    text = YEAR_2026.replace("一、元旦", remark)
    assert days_in(read_notice(text)) == days_in(read_notice(YEAR_2026))
    assert date(2024, 2, 9) not in days_in(read_notice(notice(2024)))


def test_a_number_of_days_off_that_the_law_does_not_give_is_a_caution() -> None:
    """As in 2020, when the holiday was prolonged: not wrong, and worth a second look."""
    text = YEAR_2026.replace("2月14日（周六）、2月28日（周六）上班", "2月14日（周六）上班")
    (caution,) = read_notice(text).cautions
    assert caution.en.startswith(
        "Free weekdays less make-up workdays are 14, where the law gives 13"
    )


@pytest.mark.parametrize(
    ("text", "year", "said"),
    [
        ("", None, "text : Paste the notice, or a table of its days."),
        (" \n", 2026, "text : Paste the notice, or a table of its days."),
        ("元旦\0", 2026, "text : It holds characters that cannot be kept."),
        ("元" * (MOST_CHARACTERS + 1), 2026, "text : At most 20,000 characters are accepted."),
        ("元旦：1月1日放假。", None, "year : The notice does not name its year: type it here."),
        ("元旦：1月1日放假。", 1989, "year 1989: Allowed: 1990 to 2100."),
        (YEAR_2026, 2027, "year 2027: The notice says that it is for 2026."),
        ("好的", 2026, "text : No holiday and no make-up workday was found in it."),
    ],
)  # fmt: skip
def test_what_is_no_notice_is_refused(text: str, year: int | None, said: str) -> None:
    assert problems_of(text, year) == [said]


def test_the_year_can_be_typed_where_the_text_does_not_name_it() -> None:
    assert days_in(read_notice(ITEMS[2026], 2026)) == days_in(read_notice(YEAR_2026))


TABLE = """\
first,last,kind,zh,en
2027-01-01,2027-01-03,holiday,元旦,
2027/2/5,2027/2/12,放假,春节,
2027年4月3日,2027年4月5日,放假,清明节,
2027-05-01,2027-05-05,放假,劳动节,
2027-06-09,,holiday,端午节,
2027-09-15,,holiday,中秋节,
2027-10-01,2027-10-07,holiday,国庆节,
2027-11-13,,makeup-workday,路明日,Luming Day
"""


def test_a_table_is_read_with_names_of_its_own() -> None:
    read = read_notice(TABLE)
    assert read.year == 2027
    assert days_in(read)[date(2027, 2, 12)] == (DayKind.HOLIDAY, "春节")
    assert read.listed[-1].name.en == "Luming Day"
    with_tabs = TABLE.replace(",", "\t")
    assert days_in(read_notice(with_tabs)) == days_in(read)
    chinese = TABLE.replace("first,last,kind,zh,en", "日期,结束日期,类别,名称,英文名称")
    assert days_in(read_notice(chinese)) == days_in(read)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2027-06-09,", "soon,", "text:6 soon: A date that exists is expected, like 2026-01-31."),
        ("2027/2/12", "2027/2/30",
         "text:3 2027/2/30: A date that exists is expected, like 2026-01-31."),
        ("holiday,中秋节", "half,中秋节",
         "text:7 half: Expected: holiday (放假) or makeup-workday (上班)."),
        ("路明日,Luming Day", "路明日,",
         "text:9 路明日: No festival that is known: its English name is expected in the column"
         " en."),
        ("路明日,Luming Day", ",", "text:9 : The name of the holiday is expected."),
        ("2027-11-13", "2027-11-12",
         "text:9 2027-11-12: A make-up workday is a Saturday or a Sunday."),
        ("2027-09-15", "2026-09-15",
         "text:7 2026-09-15: A day of the notice's year, or of the last week of December before it,"
         " is expected."),
        (",kind,", ",what,", "text:1 first,last,what,zh,en: The first line names the columns:"
         " first, kind, zh, and also last and en where wanted."),
    ],
)  # fmt: skip
def test_a_wrong_line_of_a_table_is_refused(before: str, after: str, said: str) -> None:
    assert said in problems_of(TABLE.replace(before, after), 2027)


PIECES = st.lists(
    st.sampled_from(
        ["一、", "元旦", "国庆节", "：", "1月", "31日", "12月30日", "2026年", "至", "、", "放假",
         "上班", "共3天", "（周六）", "。", "\n", "first,kind,zh\n", "99999年", "0月0日", "鼓励",
         "国务院办公厅"]
    ),
    max_size=30,
)  # fmt: skip


@given(PIECES, st.none() | st.sampled_from([1990, 2026, 2100]))
def test_whatever_is_pasted_is_read_or_refused(pieces: list[str], year: int | None) -> None:
    with suppress(InputProblems):
        assert read_notice("".join(pieces), year).listed
