"""What an upgrade leaves of the cover that the old system has, and what the new one starts with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lumencare.domain.money import Money
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies
from lumencare.domain.upgrade.content import Option, OptionKind, Reuse


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCover:
    """A plan that the old system holds: its contract, its last day, what of it has not run out.

    `unexpired` is net and by the day, of what was paid; it is shown to staff, never given by
    itself (D-17).
    """

    name: Text
    contract: str
    last_day: date
    unexpired: Money


def tell_cover(option: Option, held: tuple[HeldCover, ...]) -> tuple[Reason, ...]:
    """Return what becomes of cover with an option, as the customer reads it before accepting."""
    found = _with_system(option, held) if option.kind is OptionKind.SYSTEM else _with_software(held)
    return tuple(found)


def _with_software(held: tuple[HeldCover, ...]) -> Iterator[Reason]:
    yield applies(
        "D-1",
        Text(
            "软件升级不改变系统的订单之日、原质保与项目年度。",
            "A software upgrade leaves the order date, the initial warranty and the project years "
            "of the system as they are.",
        ),
    )
    for each in held:
        yield applies("D-13", _stays(each), contract=each.contract, until=each.last_day)


def _stays(held: HeldCover) -> Text:
    return Text(
        f"{held.name.zh}（{held.contract}）照旧有效至 {held.last_day}。",
        f"The {held.name.en} ({held.contract}) goes on as before until "
        f"{say_english_day(held.last_day)}.",
    )


def _with_system(option: Option, held: tuple[HeldCover, ...]) -> Iterator[Reason]:
    yield applies("D-14", NEW_SYSTEM)
    pieces = sum(each.quantity for each in option.replaced)
    if pieces:
        yield applies(
            "D-13",
            Text(
                f"被更换的 {pieces} 件硬件自完工之日起退出原系统的保障。",
                f"The {pieces} pieces of hardware that are replaced leave the cover of the old "
                "system on the day of completion.",
            ),
            pieces=pieces,
        )
    nothing_left = bool(option.reuse) and all(
        each.verdict is Reuse.REPLACED for each in option.reuse
    )
    for each in held:
        text = _ends(each) if nothing_left else _goes_on(each)
        yield applies("D-17", text, contract=each.contract, until=each.last_day)


def _goes_on(held: HeldCover) -> Text:
    return Text(
        f"{held.name.zh}（{held.contract}）对保留的硬件继续有效至 {held.last_day}，"
        "不因升级而退款。",
        f"The {held.name.en} ({held.contract}) goes on for the hardware that stays until "
        f"{say_english_day(held.last_day)}; the upgrade by itself refunds nothing.",
    )


def _ends(held: HeldCover) -> Text:
    return Text(
        f"原系统的硬件全部更换，{held.name.zh}（{held.contract}，至 {held.last_day}）"
        "此后没有保障对象，不自动退款。",
        f"All hardware of the old system is replaced: the {held.name.en} ({held.contract}, until "
        f"{say_english_day(held.last_day)}) then covers nothing, and nothing is refunded by "
        "itself.",
    )


NEW_SYSTEM = Text(
    "升级后的系统是一个新系统：订单之日、原质保、购买期与项目年度从本次订单起重新计算。",
    "What is put in is a system of its own: its order date, initial warranty, purchase window and "
    "project years begin with this order.",
)
