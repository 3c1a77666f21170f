"""A process that dies while it moves parts, after N statements that write: `DEED PK N`."""

from tests.sales.killed import DieAfter, die

KEY = "killed-1"


def main(deed: str, pk: str, point: str) -> None:
    """Do the deed as the clerk; with point 0 do all of it, and die before anybody is told."""
    from django.db import connection

    with connection.execute_wrapper(DieAfter(int(point))):
        DEEDS[deed](int(pk))
    die()


def _reserve(pk: int) -> None:
    from lumencare.stock.actions import Slip, Wish, reserve
    from lumencare.stock.models import Part
    from tests.office import NOW
    from tests.stock.parts import clerk, pool

    wish = Wish(part=Part.objects.get(pk=pk), place=pool(), quantity=2)
    slip = Slip(key=KEY, reference="C-2601-001", plan_customer=True)
    reserve(wish, slip, by=clerk(), now=NOW)


def _issue(pk: int) -> None:
    from lumencare.stock.actions import Goods, issue_reserved
    from lumencare.stock.models import Reservation
    from tests.office import NOW
    from tests.stock.parts import clerk

    row = Reservation.objects.select_related("part", "place").get(pk=pk)
    given = Goods(part=row.part, quantity=row.quantity)
    issue_reserved(row, given, key=KEY, by=clerk(), now=NOW)


def _post(pk: int) -> None:
    from lumencare.stock.actions import post_count
    from lumencare.stock.models import Count
    from tests.office import NOW
    from tests.stock.parts import clerk

    post_count(Count.objects.get(pk=pk), by=clerk(), now=NOW)


DEEDS = {"reserve": _reserve, "issue": _issue, "post": _post}
