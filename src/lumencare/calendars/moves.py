"""What another work calendar shifts, as each room tells it: due times, visits, reminders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lumencare.domain.text import Text

MOST_SHOWN = 200


class MoveKind(StrEnum):
    """What moves."""

    DUE_TIME = "due-time"
    VISIT = "visit"
    REMINDER = "reminder"


MOVE_KIND_NAMES = {
    MoveKind.DUE_TIME: Text("响应截止时间", "Due times"),
    MoveKind.VISIT: Text("上门服务", "Visits"),
    MoveKind.REMINDER: Text("提醒", "Reminders"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that moves, from when to when; `after` is None where people have to decide.

    `subject_kind` and `subject_key` name the page about it; `note` says what is to be known.
    """

    label: Text | str
    about: Text | str
    before: datetime
    after: datetime | None
    subject_kind: str = ""
    subject_key: str = ""
    note: Text | None = None
    # Reminders are told together that move from one moment to the other.
    count: int = 1


@dataclass(frozen=True, slots=True)
class Moves:
    """All of one kind that moves: how many, how many of them earlier, and the first of them.

    `overdue` counts those that would be over at once.
    """

    total: int = 0
    earlier: int = 0
    overdue: int = 0
    shown: tuple[Move, ...] = ()


def gather_moves(found: Iterable[Move], now: datetime) -> Moves:
    """Count what moves, and keep the first of it to show."""
    total = earlier = overdue = 0
    shown: list[Move] = []
    for each in found:
        total += each.count
        if each.after is not None and each.after < each.before:
            earlier += each.count
            overdue += each.count * (each.after <= now < each.before)
        if len(shown) < MOST_SHOWN:
            shown.append(each)
    return Moves(total, earlier, overdue, tuple(shown))


def together(*several: Moves) -> Moves:
    """Return what several rooms tell of one kind as one."""
    return Moves(
        sum(each.total for each in several),
        sum(each.earlier for each in several),
        sum(each.overdue for each in several),
        tuple(move for each in several for move in each.shown)[:MOST_SHOWN],
    )
