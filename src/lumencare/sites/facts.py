"""From rows to the facts that the rules take: a system, its request, the place of its site."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from lumencare.data.places import find_place
from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.place import Place, unlisted_place
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.reach import Reach, reach_of
from lumencare.domain.request import BomLine, QuotationRequest
from lumencare.domain.system import System
from lumencare.sites.models import BomLine as BomLineRow
from lumencare.sites.models import BomSnapshot, Site
from lumencare.sites.models import System as SystemRow
from lumencare.sites.replaced import replaced_system

CITIES_REMEMBERED = 4096


NOTHING = Choices()


def system_of(row: SystemRow) -> System:
    """Return an installed system as the rules take it."""
    return System(
        warranty_class=WarrantyClass(row.warranty_class),
        order_date=row.order_date,
        bom=Money.of_fen(row.bom_fen),
        start_up=StartUp(row.start_up),
        replaced=replaced_system(row),
    )


def request_of(
    row: SystemRow, choices: Choices = NOTHING, lines: Sequence[BomLine] | None = None
) -> QuotationRequest:
    """Return what a quotation is made from; `lines` None: those of the latest hardware list."""
    return QuotationRequest(
        ref=row.ref,
        project=row.site.name,
        customer=row.site.owner.name,
        city=row.site.city,
        system_type=row.system_type,
        system=system_of(row),
        start_up_stated=row.start_up_stated,
        list_amount=None if row.list_fen is None else Money.of_fen(row.list_fen),
        plans=choices.plans,
        options=choices.options,
        bom_lines=tuple(latest_lines(row) if lines is None else lines),
        prices=choices.prices,
    )


def latest_bom(row: SystemRow) -> BomSnapshot | None:
    """Return the hardware list that holds: the latest that was not taken back (D-13)."""
    return row.bom_snapshots.filter(undone_at=None).order_by("-number").first()


def listed_price(row: SystemRow, part_number: str) -> int | None:
    """Return the unit price in fen that the hardware list that holds has for a part, if it does."""
    latest = latest_bom(row)
    if latest is None:
        return None
    lines = latest.lines.filter(part_number__iexact=part_number.strip())
    return lines.order_by("position").values_list("unit_fen", flat=True).first()


def latest_lines(row: SystemRow) -> list[BomLine]:
    """Return the part lines of the hardware list that holds; none where only a total is known."""
    latest = latest_bom(row)
    return [] if latest is None else lines_of(latest)


def lines_of(snapshot: BomSnapshot) -> list[BomLine]:
    """Return the part lines of a hardware list in its order."""
    return [line_of(each) for each in snapshot.lines.order_by("position")]


def line_of(row: BomLineRow) -> BomLine:
    """Return one part line as the rules take it."""
    return BomLine(
        part_number=row.part_number,
        description=row.description,
        quantity=Decimal(row.quantity_milli).scaleb(-3).normalize() + 0,
        unit_price=Money.of_fen(row.unit_fen),
        list_unit_price=None if row.list_unit_fen is None else Money.of_fen(row.list_unit_fen),
    )


def place_of(site: Site) -> Place:
    """Return where a site lies; a city that the data does not have is to be confirmed (D-19)."""
    return _listed(site.city) if site.city_known else unlisted_place(site.city)


def reach_of_site(edition: Edition, site: Site) -> Reach:
    """Return how a site is reached, and so which response options it can have (D-19)."""
    return reach_of(edition, place_of(site))


@lru_cache(maxsize=CITIES_REMEMBERED)
def _listed(city: str) -> Place:
    try:
        return find_place(city)
    except (InputProblems, Refused):
        # The data knew the name once and was changed since: nothing is known of it now.
        return unlisted_place(city)
