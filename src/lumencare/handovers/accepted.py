"""The option that was accepted, read from its version: its amounts, its parts, what it replaces."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.request import BomLine
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Option, OptionKind, Reuse
from lumencare.domain.upgrade.lines import WORK, Line, LineKind
from lumencare.domain.upgrade.stored import read_content
from lumencare.sites.leaving import Leaving
from lumencare.upgrades.models import ProposalVersion

HUNDREDTHS = Decimal(100)


@dataclass(frozen=True, slots=True)
class VatGroup:
    """What an option comes to at one VAT rate, in hundredths of a percent."""

    rate: int
    net: Money
    vat: Money


def option_of(version: ProposalVersion, key: str) -> Option:
    """Return an option of a version; InputProblems where it offers none of this key."""
    found = read_content(version.content).option(key)
    if found is None:
        raise InputProblems([Problem("option", key, CHOOSE)])
    return found


def accepted_option(version: ProposalVersion) -> Option:
    """Return the option that the customer chose."""
    return option_of(version, version.accepted_option)


def accepted_on(version: ProposalVersion) -> date:
    """Return the day of the acceptance: the order date of what it brings (D-14)."""
    if version.accepted_at is None:
        raise ValueError(f"{version} is not accepted")
    return in_shanghai(version.accepted_at).date()


def amounts_of(version: ProposalVersion, key: str) -> Mapping[str, Any]:
    """Return what was kept of an option's amounts when the version was issued."""
    options = (version.answer or {}).get("options", [])
    return next(each for each in options if each["key"] == key)


def vat_groups(version: ProposalVersion, key: str) -> list[VatGroup]:
    """Return what is to be paid, by VAT rate; what is given for a plan comes off where it falls.

    Where more is given at a rate than falls due there, the rest comes off the other: together it
    is what the customer accepted, to the fen.
    """
    found = [
        VatGroup(
            int(Decimal(each["percent"]) * HUNDREDTHS), Money.of(each["net"]), Money.of(each["vat"])
        )
        for each in amounts_of(version, key)["vat_totals"]
    ]
    due = [each for each in found if each.net > Money.of(0)]
    for given in (each for each in found if each.net < Money.of(0)):
        if not due:
            return []
        most = max(due, key=lambda each: each.net)
        due.remove(most)
        left = VatGroup(most.rate, most.net + given.net, most.vat + given.vat)
        due += [left] if left.net > Money.of(0) else []
    return sorted(due, key=lambda each: each.rate)


def work_lines(option: Option) -> tuple[Line, ...]:
    """Return the lines that are work by the day."""
    return tuple(each for each in option.lines if each.kind in WORK)


def bom_lines(option: Option) -> tuple[BomLine, ...]:
    """Return the hardware of an option as the list of a new system, at post-sales prices.

    A discount lowers what this customer pays, not what the hardware is worth: the list's price
    counts where there is one.
    """
    return tuple(
        BomLine(
            part_number=each.part_number or each.text,
            description=each.text,
            quantity=each.quantity,
            unit_price=each.price if each.listed is None else each.listed,
        )
        for each in option.of_kind(LineKind.HARDWARE)
    )


def replaced_parts(option: Option, named: Mapping[int, tuple[str, str]]) -> list[Leaving]:
    """Return what leaves by the reuse table; `named` gives number and serials by a row's key.

    A row without a part number, there or in the table, takes nothing off the list.
    """
    return list(_leaving(option, named))


def _leaving(option: Option, named: Mapping[int, tuple[str, str]]) -> Iterator[Leaving]:
    for row in option.replaced:
        number, serials = named.get(row.key, ("", ""))
        part_number = number.strip() or row.part_number
        if part_number:
            units = tuple(serials.replace(",", " ").replace("，", " ").split())
            yield Leaving(part_number, Decimal(row.quantity), units)


def keeps_something(option: Option) -> bool:
    """Tell whether any component stays, as it is or with an adapter."""
    return any(each.verdict is not Reuse.REPLACED for each in option.reuse)


def is_software(option: Option) -> bool:
    """Tell whether the software alone is brought up to date: Year Zero stays then."""
    return option.kind is OptionKind.SOFTWARE


CHOOSE = Text("请选择其中一个方案。", "Choose one of the options.")
