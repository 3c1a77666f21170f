"""How long price lists of 20,000 parts take: all new, all dearer, all with another fact."""

import sys
from datetime import date, datetime
from io import BytesIO

from _measure import on_own_database, timed
from xlsxwriter import Workbook

PARTS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
HEADER = ("part number", "name", "english name", "unit price", "lead days", "successor")


def workbook(raised: int, days: int) -> bytes:
    """Return a list of made-up parts, each dearer by so much; every hundredth has a successor.

    `days` is by how much the time of delivery of each is longer.
    """
    buffer = BytesIO()
    with Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("prices")
        sheet.write_row(0, 0, HEADER)
        for each in range(PARTS):
            after = f"BN-{each + 1:06}" if each % 100 == 0 else ""
            row = (
                f"BN-{each:06}",
                f"调光模块{each}",
                f"Module {each}",
                100 + each + raised,
                45 + days,
            )
            sheet.write_row(each + 1, 0, (*row, after))
    return buffer.getvalue()


def measure() -> None:
    """Look at a list and publish it, then one that changes every price, and one every part."""
    from lumencare.accounts.models import RoleHeld, User  # noqa: PLC0415
    from lumencare.catalogue import actions  # noqa: PLC0415
    from lumencare.domain.shanghai import SHANGHAI  # noqa: PLC0415
    from lumencare.sites.uploads import Upload  # noqa: PLC0415

    now = datetime(2026, 1, 15, 10, tzinfo=SHANGHAI)
    by = User.objects.create(email="bench@example.com", name="bench", created_at=now)
    RoleHeld.objects.create(user=by, role="clerk")
    found: list[actions.PriceListPreview] = []

    def look(content: bytes) -> None:
        found.append(actions.preview_price_list(Upload("p.xlsx", BytesIO(content)), by=by))

    def publish(code: str) -> None:
        last = found[-1]
        asked = actions.Publishing(
            sha256=last.sha256, after=last.after, code=code, valid_from=date(2026, 1, 15)
        )
        actions.publish_price_list(asked, by=by, now=now)

    for code, raised, days in (("PL-1", 0, 0), ("PL-2", 5, 0), ("PL-3", 5, 10)):
        content = workbook(raised, days)
        timed(
            f"look at {PARTS:,} parts, {code}",
            lambda content=content: look(content),
            busy="<= 20 s",
        )
        timed(f"publish them, {code}", lambda code=code: publish(code), busy="<= 20 s")


if __name__ == "__main__":
    on_own_database(measure)
