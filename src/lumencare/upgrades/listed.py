"""What the lists say that a line costs: parts by the catalogue, man-days by the edition."""

from collections.abc import Mapping
from datetime import date

from lumencare.catalogue.prices import prices_on
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.upgrade.content import Content
from lumencare.domain.upgrade.lines import GOODS, WORK, Line, man_day_price
from lumencare.stock.models import Part


def listed_price(line: Line, edition: Edition, on: date) -> Money | None:
    """Return the list's price of one unit on a day; None where no list has one."""
    if line.kind in WORK:
        return None if line.hours is None else man_day_price(edition, line.service, line.hours)
    return part_prices([line.part_number], on).get(number_key(line.part_number))


def named_part(number: str) -> tuple[str, str] | None:
    """Return a part's number and name as the catalogue spells them; None where it has none."""
    row = Part.objects.filter(key=number_key(number)).first()
    return None if row is None else (row.number, f"{row.number} {row.name_zh}".strip())


def changed_prices(
    content: Content, edition: Edition, on: date
) -> dict[tuple[str, int], Money | None]:
    """Return the lines whose list price changed since they were written, with its new value."""
    numbers = [each.part_number for option in content.options for each in option.lines]
    parts = part_prices(numbers, on)
    found: dict[tuple[str, int], Money | None] = {}
    for option in content.options:
        for line in option.lines:
            now = _now(line, parts, edition)
            if now != line.listed:
                found[option.key, line.key] = now
    return found


def part_prices(numbers: list[str], on: date) -> Mapping[str, Money]:
    """Return what parts cost on a day, by the keys of their numbers."""
    keys = {number_key(each) for each in numbers if each.strip()}
    parts = list(Part.objects.filter(key__in=keys))
    prices = prices_on(parts, on)
    return {each.key: prices[each.pk] for each in parts if each.pk in prices}


def _now(line: Line, parts: Mapping[str, Money], edition: Edition) -> Money | None:
    if line.kind in WORK and line.hours is not None:
        return man_day_price(edition, line.service, line.hours)
    return parts.get(number_key(line.part_number)) if line.kind in GOODS else None
