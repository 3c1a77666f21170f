"""How long a portfolio of 10,000 systems with part lines takes: looked at, then imported."""

import sys
from datetime import date, datetime, timedelta
from io import BytesIO

from _measure import on_own_database, timed
from xlsxwriter import Workbook

SYSTEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
LINES_EACH = int(sys.argv[2]) if len(sys.argv) > 2 else 10
SYSTEMS_A_SITE, SITES_AN_OWNER = 2, 3
CITIES = ("上海", "北京", "苏州", "杭州", "广州", "深圳", "成都", "武汉", "南京", "昆山")
CLASSES = ("1Y", "2Y", "HWQS8")
HEADER = ("ref", "project", "customer", "city", "system type", "class", "order date")
PART_HEADER = ("ref", "part number", "description", "quantity", "post-sales unit price")
FIRST_ORDER = date(2017, 1, 2)
DAYS = 3000


def workbook() -> bytes:
    """Return a portfolio of made-up systems."""
    buffer = BytesIO()
    with Workbook(buffer, {"constant_memory": True}) as book:
        systems = book.add_worksheet("systems")
        systems.write_row(0, 0, HEADER)
        for number in range(SYSTEMS):
            systems.write_row(number + 1, 0, system_row(number))
        parts = book.add_worksheet("bom")
        parts.write_row(0, 0, PART_HEADER)
        for number in range(SYSTEMS * LINES_EACH):
            parts.write_row(number + 1, 0, part_row(number))
    return buffer.getvalue()


def system_row(number: int) -> tuple[str, ...]:
    """Return one system's row."""
    site = number // SYSTEMS_A_SITE
    owner = site // SITES_AN_OWNER
    ordered = FIRST_ORDER + timedelta(number * 37 % DAYS)
    return (
        f"S-{number:06}",
        f"示例项目第{site}号楼",
        f"示例置业{owner}有限公司",
        CITIES[site % len(CITIES)],
        "Quantum",
        CLASSES[number % len(CLASSES)],
        ordered.isoformat(),
    )


def part_row(number: int) -> tuple[str, str, str, int, float]:
    """Return one part line."""
    system, at = divmod(number, LINES_EACH)
    return f"S-{system:06}", f"QP-{at:03}", "控制模块", 1 + at, 1000.5 + system % 97


def measure() -> None:
    """Look at the workbook, import it, and look again."""
    from lumencare.accounts.models import RoleHeld, User  # noqa: PLC0415
    from lumencare.domain.shanghai import SHANGHAI  # noqa: PLC0415
    from lumencare.sites import actions  # noqa: PLC0415
    from lumencare.sites.uploads import Upload  # noqa: PLC0415

    now = datetime(2026, 1, 15, 10, tzinfo=SHANGHAI)
    by = User.objects.create(email="bench@example.com", name="bench", created_at=now)
    RoleHeld.objects.create(user=by, role="sales")
    content = workbook()
    found: list[actions.PortfolioPreview] = []

    def look() -> None:
        upload = Upload("portfolio.xlsx", BytesIO(content))
        found.append(actions.preview_portfolio(upload, by=by, now=now))

    def apply() -> None:
        last = found[-1]
        actions.import_portfolio(last.sha256, fingerprint=last.fingerprint, by=by, now=now)

    what = f"{SYSTEMS:,} systems, {SYSTEMS * LINES_EACH:,} part lines"
    timed(f"look at {what}", look)
    timed(f"import {what}", apply, clock="<= 60 s")
    timed("look at the same file again", look)
    if found[-1].unchanged != SYSTEMS:
        raise SystemExit(f"{found[-1].unchanged} of {SYSTEMS} are as they were imported")


if __name__ == "__main__":
    on_own_database(measure)
