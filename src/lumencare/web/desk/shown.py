"""Rows, counts and the band of the desk as templates take them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lumencare.desk.queries.band import Band
from lumencare.desk.queries.queue import Counts, QueueRow
from lumencare.desk.queries.tabs import GROUP_NAMES, TAB_NAMES, Group, Tab
from lumencare.domain.desk.clock import ClockState
from lumencare.domain.shanghai import WEEKDAYS_EN, WEEKDAYS_ZH, in_shanghai
from lumencare.domain.text import Text
from lumencare.web.desk.words import (
    COMMITMENTS,
    LOOKS,
    countdown,
    look_of_clock,
    say_cover_short,
    say_when,
)
from lumencare.web.strip import Strip, strip_of

# Below this many, a share would say more than it knows.
FEWEST = 20


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with the words and looks of its clock and cover."""

    row: QueueRow
    strip: Strip | None
    look: str
    left: str
    due: Text
    due_second: int
    cover: Text
    promise: Text | None
    starts: dict[str, Any] | None = None


def shown_row(row: QueueRow, now: datetime, starts: dict[str, Any] | None = None) -> ShownRow:
    """Return a row as the page shows it; the first of a group brings the group's head."""
    due = row.clock.due_at if row.clock.state == ClockState.RUNNING else None
    return ShownRow(
        row=row,
        strip=strip_of(row.years, row.project_year) if row.years else None,
        look=look_of_clock(row),
        left=countdown(due, now) if due else "",
        due=say_when(due, now) if due else Text("", ""),
        due_second=int(due.timestamp()) if due else 0,
        cover=say_cover_short(row),
        promise=COMMITMENTS.get(row.commitment),
        starts=starts,
    )


def shown_rows(rows: tuple[QueueRow, ...], counts: Counts | None, now: datetime) -> list[ShownRow]:
    """Return the rows of a page, each group with its head; counts only where all is shown."""
    before: Group | None = None
    found = []
    for row in rows:
        head = None
        if row.group is not before:
            head = {"name": GROUP_NAMES[row.group], "look": LOOKS.get(row.group, "")}
            head["count"] = counts.groups.get(row.group) if counts else None
        found.append(shown_row(row, now, head))
        before = row.group
    return found


def shown_tabs(counts: Counts, here: Tab) -> list[dict[str, Any]]:
    """Return the tabs with how many cases stand under each."""
    return [
        {
            "tab": each.value,
            "name": TAB_NAMES[each],
            "count": counts.tabs[each],
            "here": each is here,
        }
        for each in Tab
    ]


def shown_figures(counts: Counts) -> list[dict[str, Any]]:
    """Return the figures at the top; few cases are counted, not turned into a share."""
    late, today = counts.groups[Group.OVERDUE], counts.groups[Group.TODAY]
    few = counts.promised < FEWEST
    share = f"{counts.on_time}/{counts.promised}"
    if not few:
        share = f"{100 * counts.on_time / counts.promised:.1f}%"
    return [
        {"value": late, "name": Text("已超时", "overdue"), "look": "bad" if late else ""},
        {"value": today, "name": Text("今天到期", "due today"), "look": "warn" if today else ""},
        {"value": counts.tabs[Tab.UNASSIGNED], "name": Text("未派工", "unassigned"), "look": ""},
        {"value": share, "name": Text("本月按时开始", "on time this month"), "look": ""},
    ]


def shown_band(band: Band, counts: Counts, now: datetime) -> dict[str, Any]:
    """Return the band with every place in percent."""
    late, today = counts.groups[Group.OVERDUE], counts.groups[Group.TODAY]
    later = sum(each.count for each in band.pins if each.at.date() > in_shanghai(now).date())
    return {
        "now": band.place(now),
        "hours": [
            {"left": band.place(first), "width": round(band.place(last) - band.place(first), 2)}
            for first, last in band.hours
        ],
        "days": [
            {
                "left": band.place(each),
                "name": Text(
                    f"{WEEKDAYS_ZH[each.weekday()]} {each.day} 日",
                    f"{WEEKDAYS_EN[each.weekday()]} {each.day}",
                ),
            }
            for each in band.days
        ],
        "pins": [
            {
                "left": band.place(each.at),
                "look": "late" if each.late else "soon" if each.at.date() == now.date() else "",
                "title": f"{each.name} {each.at:%m-%d %H:%M}"
                if each.count == 1
                else f"{each.count} × {each.at:%m-%d %H:%M}",
            }
            for each in band.pins
        ],
        "words": Text(
            f"三天内的到期分布：已超时 {late}，今天 {today}，之后两天 {later}",
            f"What falls due within three days: {late} overdue, {today} today, "
            f"{later} on the two days after",
        ),
    }
