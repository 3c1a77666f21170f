"""Counts by scan, while parts go on being moved: each line stands against its own moment."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.stock.kinds import Condition, CountState, SerialState
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text, does_not_apply
from lumencare.stock import units
from lumencare.stock.actions.steps import require_place
from lumencare.stock.balances import Shelf, lock
from lumencare.stock.goods import LONGEST_REASON, LONGEST_SERIAL, MOST, WHOLE, check_open
from lumencare.stock.models import Count, CountLine, Move, Part, Place, Serial
from lumencare.store import typed as read


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was scanned or typed: the number of a part, or of a unit that is kept by serial.

    `quantity` is added to what was found before; `afresh` puts it in the place of that. `serial`
    names a unit of the part in `code` that nobody knew.
    """

    code: str
    quantity: int = 1
    condition: Condition = Condition.GOOD
    afresh: bool = False
    serial: str = ""


def open_count(place: Place, note: str, *, by: User, now: datetime) -> Count:
    """Begin to count a place; Refused while another count of it is open."""
    require_place(by, Right.COUNT_STOCK, place)
    check_open(place)
    values = read.read_all({"note": note}, {"note": read.line(LONGEST_REASON)})
    row = Count(place=place, opened_by=by, opened_at=now, **values)
    try:
        with transaction.atomic():
            return add_row(row, by=by, now=now)
    except IntegrityError as error:
        other = Count.objects.filter(place=place, state=CountState.OPEN).first()
        if other is None:
            raise
        text = Text(
            f"{other.number} 正在盘点此库位。", f"{other.number} is counting this place already."
        )
        raise Refused(does_not_apply("SC-7", text, count=other.number)) from error


def scan(count: Count, given: Scan, *, by: User, now: datetime) -> CountLine:
    """Put down what was found, beside what the books hold at this moment.

    Raises InputProblems for a code that is unknown, Refused for a unit that is elsewhere: it says
    where.
    """
    require_place(by, Right.COUNT_STOCK, count.place)
    if not 0 <= given.quantity <= MOST:
        raise InputProblems([Problem("quantity", str(given.quantity), WHOLE)])
    with transaction.atomic():
        _lock(count)
        part, serial = _find(count.place, given)
        shelf = Shelf(part, count.place, given.condition)
        (balance,) = lock(shelf)
        line = _line(count, shelf, given)
        _add(line, given, serial)
        line.book, line.last_move = balance.on_hand, newest_move(shelf)
        if given.afresh or line.pk is None:
            line.first_move = line.last_move
        line.scanned_by, line.scanned_at = by, now
        line.save()
    return line


def forget_line(line: CountLine, *, by: User) -> None:
    """Take a line off a count that is open, as when the wrong thing was scanned."""
    require_place(by, Right.COUNT_STOCK, line.count.place)
    with transaction.atomic():
        _lock(line.count)
        line.delete()


def cancel_count(count: Count, *, by: User, now: datetime) -> Count:
    """Give a count up: nothing is changed by it."""
    require_place(by, Right.COUNT_STOCK, count.place)
    with transaction.atomic():
        found = _lock(count)
        ended = {"state": CountState.CANCELLED.value, "ended_at": now, "ended_by": by}
        return change_row(found, ended, by=by, now=now, action="cancel")


def newest_move(shelf: Shelf) -> int:
    """Return the key of the newest move that touched a shelf; 0 where there was none."""
    place, condition = shelf.place, shelf.condition
    touched = Q(from_place=place, from_condition=condition) | Q(
        to_place=place, to_condition=condition
    )
    rows = Move.objects.filter(touched, part=shelf.part)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def _lock(count: Count) -> Count:
    """Lock a count that is open: scans and its posting follow each other."""
    found = Count.objects.select_for_update().get(pk=count.pk)
    if found.state != CountState.OPEN:
        raise Refused(does_not_apply("SC-7", OVER))
    return found


def _find(place: Place, given: Scan) -> tuple[Part, str]:
    """Return the part of a code, and the unit where it is one that is kept by serial."""
    code = number_key(given.code)
    part = Part.objects.filter(key=code).first()
    if part is not None:
        serial = number_key(given.serial)
        if part.serialised and given.quantity:
            _require_serial(serial)
            _require_here(part, serial, place)
        return part, serial if part.serialised else ""
    known = list(Serial.objects.select_related("part", "place").filter(serial=code)[:2])
    if len(known) != 1:
        raise InputProblems([Problem("code", given.code, SEVERAL if known else UNKNOWN)])
    _require_here(known[0].part, code, place)
    return known[0].part, code


def _require_serial(serial: str) -> None:
    if not 1 <= len(serial) <= LONGEST_SERIAL:
        raise InputProblems([Problem("serial", serial, SERIAL_NEEDED)])


def _require_here(part: Part, serial: str, place: Place) -> None:
    """Refuse a unit that the books have elsewhere; one that they lost may be found."""
    unit = Serial.objects.select_related("place").filter(part=part, serial=serial).first()
    if unit is None or unit.state == SerialState.MISSING or unit.place_id == place.pk:
        return
    where = units.say_where(unit)
    text = Text(
        f"账上 {part.number} 序列号 {serial} 不在此库位：{where.zh}。请先办理退回或调拨。",
        f"By the books unit {serial} of {part.number} is elsewhere: {where.en}. Take it back or "
        "transfer it first.",
    )
    raise Refused(does_not_apply("SC-7", text, serial=serial))


def _line(count: Count, shelf: Shelf, given: Scan) -> CountLine:
    rows = CountLine.objects.filter(count=count, part=shelf.part, condition=shelf.condition)
    found = rows.first()
    if found is None:
        found = CountLine(count=count, part=shelf.part, condition=shelf.condition, counted=0)
    if given.afresh:
        found.counted, found.serials = 0, []
    return found


def _add(line: CountLine, given: Scan, serial: str) -> None:
    """Add what was found; a unit that is scanned twice is there once."""
    if line.part.serialised:
        if serial and given.quantity:
            line.serials = sorted({*line.serials, serial})
        line.counted = len(line.serials)
        return
    line.counted += given.quantity
    if line.counted > MOST:
        raise InputProblems([Problem("quantity", str(given.quantity), WHOLE)])


OVER = Text("此次盘点已结束。", "This count is over.")
UNKNOWN = Text(
    "不是已知的备件编号或序列号。", "It is neither the number of a part nor a serial that is known."
)
SEVERAL = Text(
    "几种备件都有此序列号，请先扫描备件编号。",
    "Several parts have this serial; give the number of the part, too.",
)
SERIAL_NEEDED = Text(
    "此件按序列号管理，请扫描序列号。", "This part is kept by serial number; scan the serial."
)
