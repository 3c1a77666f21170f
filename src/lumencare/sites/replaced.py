"""Whether an upgrade took a system or a part of it away, as the rules of cover take it."""

from dataclasses import dataclass

from lumencare.domain.replaced import Replaced
from lumencare.domain.stock.part_numbers import number_key
from lumencare.sites.models import ReplacedPart, Replacement, System


@dataclass(frozen=True, slots=True)
class PartGone:
    """A part that an upgrade took away, and whether it stood on the hardware list until then."""

    replaced: Replaced
    on_list: bool | None


def replaced_system(row: System) -> Replaced | None:
    """Return that another system took the place of one as a whole; None where none did.

    Such a system is out of use: nothing is asked of the database for any other.
    """
    if row.retired_on is None:
        return None
    found = row.replacements.filter(whole=True).select_related("new").first()
    return None if found is None else replaced_by(found)


def replaced_by(row: Replacement) -> Replaced:
    """Return an upgrade as the rules take it."""
    return Replaced(row.on, row.new.ref, row.source)


def gone_part(system: System, part_number: str, serial: str = "") -> PartGone | None:
    """Return that an upgrade took a part away: by its serial, else where none of its number stays.

    Where some stay and nothing tells which, nobody is refused what may be theirs.
    """
    key, wanted = number_key(part_number), number_key(serial)
    rows = ReplacedPart.objects.filter(replacement__old=system)
    newest = rows.select_related("replacement__new").order_by("-replacement__on", "-pk")
    for row in newest:
        named = wanted and wanted in row.serials.split()
        if named or (row.key == key and not row.left_milli):
            return PartGone(replaced_by(row.replacement), row.on_list)
    return None
