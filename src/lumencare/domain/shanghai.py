"""Days and instants of Asia/Shanghai, and how people say them in both languages."""

from datetime import date, datetime, time, timedelta, timezone

from lumencare.domain.text import Text

# A fixed offset is exact for every instant the product meets: China has had no summer time
# since September 1991, and the domain stays free of the time zone files of a machine.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FULL_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_shanghai(moment: datetime) -> datetime:
    """Return the instant with the +08:00 offset; one without an offset is Asia/Shanghai.

    ValueError at the two ends of the calendar, where there is no such instant in Shanghai.
    """
    if moment.tzinfo is None:
        return moment.replace(tzinfo=SHANGHAI)
    try:
        return moment.astimezone(SHANGHAI)
    except OverflowError as wrong:
        raise ValueError(f"{moment} is beyond the calendar") from wrong


def at(day: date, clock_time: time) -> datetime:
    """Return the instant at which the clocks of Shanghai show this time on this day."""
    return datetime.combine(day, clock_time, SHANGHAI)


def say_english_day(day: date) -> str:
    """Say a day in English prose: 12 March 2027."""
    return f"{day.day} {FULL_MONTHS_EN[day.month - 1]} {day.year}"


def say_days_left(on: date, last_day: date) -> Text:
    """Say how many days are left until a last day, which itself still counts."""
    days = (last_day - on).days
    if days == 0:
        return Text("今天是最后一天", "today is the last day")
    return Text(f"还有 {days} 天", f"{days} {'day is' if days == 1 else 'days are'} left")


def say_day(day: date) -> Text:
    """Say a day with its weekday: 2026年10月9日（周五）, Fri 9 Oct 2026."""
    weekday = day.weekday()
    return Text(
        f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS_ZH[weekday]}）",
        f"{WEEKDAYS_EN[weekday]} {day.day} {MONTHS_EN[day.month - 1]} {day.year}",
    )


def say_moment(moment: datetime) -> Text:
    """Say an instant; seconds are named only where there are some."""
    clock = moment.strftime("%H:%M:%S" if moment.second or moment.microsecond else "%H:%M")
    day = say_day(moment.date())
    return Text(f"{day.zh}{clock}", f"{day.en}, {clock}")


def say_days(first: date, last: date) -> Text:
    """Say a run of days, both included, without repeating what the two ends share."""
    start = say_day(first)
    if first == last:
        return start
    if first.year != last.year:
        end = say_day(last)
        return Text(f"{start.zh}至{end.zh}", f"{start.en} to {end.en}")
    end_zh = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    month = f" {MONTHS_EN[first.month - 1]}" if first.month != last.month else ""
    return Text(
        f"{first.year}年{first.month}月{first.day}日至{end_zh}",
        f"{first.day}{month} to {last.day} {MONTHS_EN[last.month - 1]} {last.year}",
    )
