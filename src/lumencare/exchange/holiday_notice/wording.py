"""The wording of the State Council's notices: their items, and the days that each of them sets.

    二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。
    2月14日（周六）、2月28日（周六）上班。

Weekdays and counts that are stated are held against the calendar. What names a day and is not
understood is a fault: nothing is guessed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lumencare.domain.calendar_checks import ListedDays
from lumencare.domain.reading import FULL_WIDTH
from lumencare.domain.shanghai import say_day
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import DayKind
from lumencare.exchange.holiday_notice.festivals import ALSO, FESTIVALS, named
from lumencare.exchange.holiday_notice.gathered import Gathered

# 关于2026年部分节假日安排的通知; 现将2026年元旦、春节...; 2026年放假安排.
HEADING = re.compile(r"(\d{4})年(?:部分|全国|国家|法定)*(?:节假日|放假|元旦|休假)", re.ASCII)
NAMES = "|".join(sorted({*FESTIVALS, *ALSO}, key=len, reverse=True))
NUMBER = r"(?:[一二三四五六七八九十]{1,3}[、.]|\(?\d{1,2}[、.)])"
ITEM = re.compile(
    rf"(?:^|(?<=[\n。;]))(?:{NUMBER}(?P<numbered>[^\n:。;\d]{{1,40}}):"
    rf"|(?P<known>(?:{NAMES})(?:[、和](?:{NAMES}))*)(?::|(?=\d)))"
)
# Whoever signs, and the day of signing; what stands below sets no days unless it is an item.
SIGNED = re.compile(r"\n(?:国务院办公厅|\d{4}年\d{1,2}月\d{1,2}日)(?=\n|$)")
# A day right before its verb: so 自10月1日起放假调休7天, a general remark, is none.
STRAY = re.compile(r"\d{1,2}月\d{1,2}日(?:\([^()]*\))?(?:放假|上班|补休|调休)")
DAY = (
    r"(?:(?:(?P<{0}y>\d{{4}})年)?(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})[日号]"
    r"(?:\((?P<{0}n>[^()]*)\))?"
)
TOKEN = re.compile(
    rf"(?P<days>{DAY.format('f')}(?:[至到~—–-]+{DAY.format('l')})?)"
    r"|(?P<count>(\d{1,3})天)|(?P<verb>放假|补休|调休|上班)|(?P<end>[。;])|(?P<advice>鼓励[^。]*)",
    re.ASCII,
)
WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
VERBS = {"上班": DayKind.MAKEUP_WORKDAY}

UNKNOWN_FESTIVAL = Text(
    "不认识的节日名称；可改用表格形式，并写明英文名称。",
    "No festival that is known; the table form takes any, with its English name.",
)
NO_DAYS = Text(
    "此项没有写明日期，如“1月1日（周四）至3日（周六）放假”。",
    "Days are expected here, like 1月1日（周四）至3日（周六）放假.",
)
NO_VERB = Text(
    "日期之后应写明“放假”或“上班”。", "After the days, 放假 (holiday) or 上班 (worked) is expected."
)
NO_MONTH = Text("日期应写明月份。", "The month is expected with the day.")
WITHOUT_ITEM = Text(
    "应先写节日名称和冒号，如“元旦：”。",
    "The festival and a colon are expected before it, like 元旦：.",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a notice: its festival, and its wording with the line of each character."""

    name: Text | None
    line: int
    text: str
    lines: tuple[int, ...]


@dataclass(slots=True)
class Sentence:
    """How far a sentence has been read: days without their verb yet, days off it has set."""

    year: int
    month: int | None = None
    waiting: list[tuple[int, str, date | None, date | None]] = field(default_factory=list)
    free: int = 0


def year_in_heading(text: str) -> int | None:
    """Return the year that a notice is for, where its heading says so."""
    found = HEADING.search(_plain(text)[0])
    return int(found[1]) if found else None


def read_wording(text: str, year: int) -> Gathered:
    """Read every item of a notice for a year."""
    gathered = Gathered()
    for item in _items(text, gathered):
        before = len(gathered.listed) + len(gathered.faults)
        if item.name is not None:
            _read_item(item, item.name, year, gathered)
            if len(gathered.listed) + len(gathered.faults) == before:
                gathered.fault(item.line, item.text[:40], NO_DAYS)
    return gathered


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text with plain signs and no spaces, and the place where each line begins."""
    lines = ["".join(each.translate(FULL_WIDTH).split()) for each in text.splitlines()]
    starts, place = [], 0
    for each in lines:
        starts.append(place)
        place += len(each) + 1
    return "\n".join(lines), starts


def _items(text: str, gathered: Gathered) -> Iterator[Item]:
    whole, starts = _plain(text)
    found = list(ITEM.finditer(whole))
    ends = [each.start() for each in found[1:]] + [len(whole)] * bool(found)
    _find_strays(whole[: found[0].start() if found else None], 0, starts, gathered)
    for match, end in zip(found, ends, strict=True):
        signed = SIGNED.search(whole, match.end(), end)
        stop = signed.start() if signed else end
        _find_strays(whole[stop:end], stop, starts, gathered)
        line = bisect_right(starts, match.start())
        places = [place for place in range(match.end(), stop) if whole[place] != "\n"]
        names = re.split("[、和与及]", match["numbered"] or match["known"])
        name = named([each for each in names if each])
        if name is None:
            gathered.fault(line, match["numbered"] or "", UNKNOWN_FESTIVAL)
        lines = tuple(bisect_right(starts, place) for place in places)
        yield Item(name, line, "".join(whole[place] for place in places), lines)


def _find_strays(part: str, offset: int, starts: list[int], gathered: Gathered) -> None:
    for stray in STRAY.finditer(part):
        gathered.fault(bisect_right(starts, offset + stray.start()), stray[0], WITHOUT_ITEM)


def _read_item(item: Item, name: Text, year: int, gathered: Gathered) -> None:
    sentence = Sentence(year=year)
    for token in TOKEN.finditer(f"{item.text}。"):
        line = item.lines[min(token.start(), len(item.lines) - 1)] if item.lines else item.line
        match token.lastgroup:
            case "days":
                sentence.waiting.append((line, token[0], *_days(token, line, sentence, gathered)))
            case "verb":
                _set_days(sentence, token[0], name, gathered)
            case "count":
                _check_count(sentence, int(token["count"][:-1]), line, gathered)
            case "end":
                for where, given, *_ in sentence.waiting:
                    gathered.fault(where, given, NO_VERB)
                sentence = Sentence(year=year)


def _days(
    token: re.Match[str], line: int, sentence: Sentence, gathered: Gathered
) -> tuple[date | None, date | None]:
    """Return the first and the last day of a run; None where one does not exist."""
    month = token["fm"] or sentence.month
    if month is None:
        gathered.fault(line, token[0], NO_MONTH)
        return None, None
    sentence.month = int(token["lm"] or month)
    year = int(token["fy"] or sentence.year)
    last_year = int(token["ly"] or year)
    if token["ld"] and not token["ly"] and sentence.month < int(month):
        # 12月30日至1月1日: the last days of December belong to the notice of the year after them.
        year, last_year = (year, year + 1) if token["fy"] else (year - 1, year)
    first = gathered.day(line, token[0], year, int(month), int(token["fd"]))
    last = first
    if token["ld"]:
        last = gathered.day(line, token[0], last_year, sentence.month, int(token["ld"]))
    _check_weekday(token["fn"], first, line, gathered)
    _check_weekday(token["ln"], last, line, gathered)
    return first, last


def _set_days(sentence: Sentence, verb: str, name: Text, gathered: Gathered) -> None:
    """Let the days that wait be what the verb after them says."""
    kind = VERBS.get(verb, DayKind.HOLIDAY)
    for line, _, first, last in sentence.waiting:
        if first is not None and last is not None:
            gathered.listed.append(ListedDays(kind, name, first, last, line))
            if kind is DayKind.HOLIDAY:
                sentence.free += (last - first).days + 1
    sentence.waiting = []


def _check_weekday(note: str | None, day: date | None, line: int, gathered: Gathered) -> None:
    stated = WEEKDAY.search(note or "")
    if stated and day is not None and WEEKDAYS[stated[1]] != day.weekday():
        said = say_day(day)
        allowed = Text(f"应为{said.zh}。", f"It is {said.en}.")
        gathered.fault(line, stated[0], allowed)


def _check_count(sentence: Sentence, stated: int, line: int, gathered: Gathered) -> None:
    if sentence.free and sentence.free != stated:
        count = sentence.free
        allowed = Text(f"所列日期共 {count} 天。", f"The days named are {count}.")
        gathered.fault(line, f"{stated}天", allowed)
