"""What a count finds: each line beside the books at the moment of its scan, moves go on."""

from dataclasses import dataclass

from lumencare.domain.text import Reason, Text, does_not_apply


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One line of a count, and the balance as it is now.

    `book` is what the books held at the last scan. `moved` tells that the part was moved at the
    place between the first scan of the line and the last.
    """

    part: str
    counted: int
    book: int
    on_hand: int
    reserved: int
    moved: bool = False


def difference_of(line: Counted) -> int:
    """Return what was found beyond the books, or missing, at the moment of the scan."""
    return line.counted - line.book


def after_posting(line: Counted) -> int:
    """Return the balance after the count: what was moved since the scan stays moved."""
    return line.on_hand + difference_of(line)


def refuse_posting(line: Counted) -> Reason | None:
    """Return why a line cannot be posted as it is; None where it can."""
    if line.moved:
        return does_not_apply("SC-7", _say_moved(line))
    if not difference_of(line):
        return None
    left = after_posting(line)
    if left < 0:
        return does_not_apply("SC-7", _say_below_zero(line), left=left)
    if left < line.reserved:
        return does_not_apply("SC-7", _say_promised(line, left), left=left, reserved=line.reserved)
    return None


def _say_moved(line: Counted) -> Text:
    return Text(
        f"{line.part} 在盘点过程中有出入库，请从头重新清点此件。",
        f"{line.part} was moved while it was being counted; count it once more from the start.",
    )


def _say_below_zero(line: Counted) -> Text:
    return Text(
        f"{line.part} 盘点后将少于 0 件：扫描之后已领出的多于所清点的，请重新清点。",
        f"{line.part} would be below zero: more was issued since the scan than was counted; "
        "count it once more.",
    )


def _say_promised(line: Counted, left: int) -> Text:
    return Text(
        f"{line.part} 盘点后只剩 {left} 件，而已预留 {line.reserved} 件，请先释放预留。",
        f"{line.part} would have {left} left, and {line.reserved} are reserved; release "
        "reservations first.",
    )
