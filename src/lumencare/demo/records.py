"""Made-up drawings and databases: fresh ones, old ones, and sites that still lack some."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo.people import Staff
from lumencare.domain.readiness.facts import Paper
from lumencare.domain.shanghai import in_shanghai
from lumencare.sites.actions import add_record, say_not_applicable, say_processor
from lumencare.sites.models import HeldPlan, Site
from lumencare.sites.uploads import Upload

MOST_SITES = 40
PDF = b"%PDF-1.4\n% A made-up drawing of the demo office, number "
DATABASE = b"SQLite format 3\x00 made-up database of the demo office, number "
# How many days old each record is, site by site; None: it is missing, 0 days: there is none.
PATTERNS: tuple[tuple[int | None, int | None, int | None], ...] = (
    (120, 120, 60),
    (300, 300, 420),
    (1300, 200, 90),
    (90, None, 200),
    (None, None, None),
    (40, 40, None),
    (500, 500, 0),
)


def add_site_records(staff: Staff, sites: Sequence[Site], now: datetime) -> None:
    """Keep records of sites with a plan, and of some others, of different ages."""
    by, today = staff[Role.SUPPORT], in_shanghai(now).date()
    held = set(HeldPlan.objects.values_list("system__site", flat=True))
    ordered = sorted(sites, key=lambda each: (each.pk not in held, each.pk))
    for number, site in enumerate(ordered[:MOST_SITES]):
        for paper, days in zip(Paper, PATTERNS[number % len(PATTERNS)], strict=True):
            if days is not None:
                _keep(site, paper, today - timedelta(days), by=by, now=now)
    _say_of_a_processor(ordered, by=by, now=now)


def _keep(site: Site, paper: Paper, dated_on: date, *, by: User, now: datetime) -> None:
    if dated_on == in_shanghai(now).date():
        why = "独立控制，没有项目数据库"
        say_not_applicable(site, kind=paper.value, why=why, by=by, now=now)
        return
    is_database = paper is Paper.DATABASE
    content = (DATABASE if is_database else PDF) + f"{site.pk} {paper.value}".encode()
    name = f"{site.name} {'数据库.db' if is_database else '图纸.pdf'}"
    upload = Upload(name, BytesIO(content))
    add_record(site, kind=paper.value, upload=upload, dated_on=dated_on, by=by, now=now)


def _say_of_a_processor(sites: Sequence[Site], *, by: User, now: datetime) -> None:
    """Let the processor of one site that lacks everything give its database (X-10)."""
    lacking = next(each for number, each in enumerate(sites) if number % len(PATTERNS) == 4)
    system = lacking.systems.filter(retired_on=None).order_by("pk").first()
    if system is not None:
        say_processor(system, gives_database=True, why="远程试读成功", by=by, now=now)
