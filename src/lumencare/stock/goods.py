"""What is moved and on which slip: checked in one place, everything wrong told at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.stock.kinds import Condition
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text
from lumencare.stock.models import Part, Place
from lumencare.store.keys import read_key

# Nobody moves more at once; a slip of the keyboard does.
MOST = 100_000
LONGEST_SERIAL = 80
LONGEST_REFERENCE = 80
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Units of a part in one condition; those of a serialised part by their serials."""

    part: Part
    quantity: int = 1
    condition: Condition = Condition.GOOD
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a deed is written down with. Sent again under its `key` it is done once.

    `reference` names what for, as a case or a delivery; `plan_customer` tells whether it is for a
    customer with a plan (SC-7).
    """

    key: str
    reference: str = ""
    reason: str = ""
    plan_customer: bool = False


def check_goods(goods: Goods) -> Goods:
    """Return goods with their serials as they are kept; InputProblems where they cannot be."""
    serials = tuple(number_key(each) for each in goods.serials)
    problems = list(_wrong_goods(goods, serials))
    if problems:
        raise InputProblems(problems)
    return Goods(
        part=goods.part, quantity=goods.quantity, condition=goods.condition, serials=serials
    )


def check_slip(slip: Slip, *needed: str) -> Slip:
    """Return a slip with its texts tidied; `needed` are the fields that may not be empty."""
    tidy = Slip(
        key=read_key(slip.key),
        reference=" ".join(slip.reference.split()),
        reason=" ".join(slip.reason.split()),
        plan_customer=slip.plan_customer,
    )
    problems = list(_wrong_slip(tidy, needed))
    if problems:
        raise InputProblems(problems)
    return tidy


def check_open(place: Place, where: str = "place") -> None:
    """Raise InputProblems where a place is closed."""
    if place.closed_on is not None:
        raise InputProblems([Problem(where, place.code, CLOSED)])


def _wrong_goods(goods: Goods, serials: tuple[str, ...]) -> Iterator[Problem]:
    if not 1 <= goods.quantity <= MOST:
        yield Problem("quantity", str(goods.quantity), WHOLE)
    if not goods.part.serialised:
        if serials:
            yield Problem("serials", ", ".join(serials), NO_SERIALS)
        return
    if any(not each or len(each) > LONGEST_SERIAL or not each.isprintable() for each in serials):
        yield Problem("serials", ", ".join(serials), SERIAL)
    elif len(set(serials)) != len(serials) or len(serials) != goods.quantity:
        yield Problem("serials", ", ".join(serials), EACH_SERIAL)


def _wrong_slip(slip: Slip, needed: tuple[str, ...]) -> Iterator[Problem]:
    for name, most in (("reference", LONGEST_REFERENCE), ("reason", LONGEST_REASON)):
        text = getattr(slip, name)
        if len(text) > most or not text.isprintable() or (name in needed and not text):
            yield Problem(
                name,
                text,
                Text(
                    f"应为不超过 {most} 个字的文字。",
                    f"Text of at most {most} characters is expected.",
                ),
            )


WHOLE = Text(f"应为 1 至 {MOST} 的整数。", f"A whole number from 1 to {MOST} is expected.")
NO_SERIALS = Text("此件不按序列号管理。", "This part is not kept by serial number.")
SERIAL = Text(
    f"序列号应为 1 至 {LONGEST_SERIAL} 个字符。",
    f"A serial number has 1 to {LONGEST_SERIAL} characters.",
)
EACH_SERIAL = Text(
    "此件按序列号管理：请逐件给出不同的序列号，个数与数量一致。",
    "This part is kept by serial number: give a different one for each unit.",
)
CLOSED = Text("此库位已停用。", "This place is closed.")
