"""The hardware lists of systems: the one that holds, and those that lines were priced on (D-13)."""

from collections.abc import Iterable
from dataclasses import dataclass

from lumencare.contracts.models import ContractLine
from lumencare.domain.request import BomLine
from lumencare.sites.bom_difference import BomDifference, difference
from lumencare.sites.facts import line_of
from lumencare.sites.models import BomLine as BomLineRow
from lumencare.sites.models import BomSnapshot


@dataclass(frozen=True, slots=True)
class PricedLists:
    """The lists behind some lines; `latest` by system, `priced` and `parts` by line.

    A line whose price was made of a total alone has neither list nor parts.
    """

    latest: dict[int, BomSnapshot]
    priced: dict[int, BomSnapshot]
    parts: dict[int, BomDifference]


def priced_lists(lines: Iterable[ContractLine]) -> PricedLists:
    """Return the lists behind lines, in two statements for however many; needs their versions."""
    rows = list(lines)
    every = BomSnapshot.objects.filter(system__in={each.system_id for each in rows})
    known = {(each.system_id, each.number): each for each in every.order_by("number")}
    latest = {each.system_id: each for each in known.values() if each.undone_at is None}
    found = {row.pk: _named(row, known) for row in rows}
    priced = {pk: each for pk, each in found.items() if each is not None}
    pairs = {
        row.pk: (priced[row.pk], latest[row.system_id])
        for row in rows
        if row.pk in priced and row.system_id in latest
    }
    return PricedLists(latest, priced, _compare(pairs))


def _named(row: ContractLine, known: dict[tuple[int, int], BomSnapshot]) -> BomSnapshot | None:
    """Return the list that a quotation names, also where it was taken back since.

    The hash is compared so that another list under the same number is never taken for it.
    """
    named = (row.quote_version.quotation or {}).get("bom_snapshot")
    if not named:
        return None
    found = known.get((row.system_id, named["number"]))
    return found if found is not None and found.sha256 == named["sha256"] else None


def _compare(pairs: dict[int, tuple[BomSnapshot, BomSnapshot]]) -> dict[int, BomDifference]:
    """Compare each pair once, however many lines share it."""
    lists = {each.pk for pair in pairs.values() for each in pair}
    parts: dict[int, list[BomLine]] = {pk: [] for pk in lists}
    for each in BomLineRow.objects.filter(snapshot__in=lists).order_by("snapshot", "position"):
        parts[each.snapshot_id].append(line_of(each))
    keys = {(before.pk, after.pk) for before, after in pairs.values()}
    compared = {key: difference(parts[key[0]], parts[key[1]]) for key in keys}
    return {line: compared[before.pk, after.pk] for line, (before, after) in pairs.items()}
