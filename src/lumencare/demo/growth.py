"""Systems whose hardware grew after their plans were sold: the drift that a contract shows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO

from lumencare.accounts.roles import Role
from lumencare.contracts.models import ContractLine
from lumencare.demo.contracts import DAY, put_in_force, sell
from lumencare.demo.people import Staff
from lumencare.demo.quotes import Desk, choices_for
from lumencare.domain.codes import PlanCode
from lumencare.domain.eligibility import judge
from lumencare.domain.shanghai import in_shanghai
from lumencare.pricebook.queries import edition_in_force
from lumencare.sales.models import Quote
from lumencare.sites.actions import preview_bom, record_bom
from lumencare.sites.facts import system_of
from lumencare.sites.models import System
from lumencare.sites.uploads import Upload

SOLD, GREW = timedelta(days=50), timedelta(days=8)
HEADER = "part number,description,quantity,post-sales unit price,list unit price"
# As contracted, below the bracket at RMB 750,000; and as built, above it (TS-1, SC-2).
CONTRACTED = (
    "QP-3,照明控制主机,6,62000,80600",
    "KP-4,场景控制面板,96,2450,3185",
    "DV-8,八路驱动器,20,4400,5720",
)
AS_BUILT = (
    "QP-3,照明控制主机,7,62000,80600",
    "KP-5,触控场景面板,100,2600,3380",
    "DV-8,八路驱动器,26,4400,5720",
    "SR-2,人体感应器,48,780,1014",
)


def add_growth(staff: Staff, systems: Iterable[System], now: datetime) -> None:
    """Sell a plan on a list of parts and let another list follow; elsewhere a total alone grew."""
    system = _free(systems, now - SOLD)
    if system is not None:
        record_list(system, CONTRACTED, staff, now - SOLD - DAY)
        _sell(system, staff, now - SOLD)
        record_list(system, AS_BUILT, staff, now - GREW)
    known_by_total = ContractLine.objects.filter(
        state=ContractLine.State.ACTIVE, system__bom_snapshots=None
    )
    line = known_by_total.select_related("system").order_by("pk").first()
    if line is not None:
        record_list(line.system, AS_BUILT, staff, now - GREW)


def _free(systems: Iterable[System], then: datetime) -> System | None:
    """Return a system that nothing was quoted for and that may have part care by then."""
    on, edition = in_shanghai(then).date(), edition_in_force(in_shanghai(then).date())
    quoted = set(Quote.objects.values_list("system", flat=True))
    for each in systems:
        begun = each.pk not in quoted and each.order_date < on
        if begun and judge(edition, system_of(each), PlanCode.PLUS, on).eligible:
            return each
    return None


def _sell(system: System, staff: Staff, then: datetime) -> None:
    system.refresh_from_db()
    chosen = choices_for(system, edition_in_force(in_shanghai(then).date()), then, lowers=False)
    contract = sell(Desk(staff, system, then, chosen))
    if contract is not None:
        put_in_force(contract, staff, then + 6 * DAY)


def record_list(system: System, parts: tuple[str, ...], staff: Staff, then: datetime) -> None:
    """Record a hardware list, as it was taken on that day."""
    by, content = staff[Role.COORDINATOR], "\n".join((HEADER, *parts)).encode()
    system.refresh_from_db()
    look = preview_bom(system, Upload("硬件清单.csv", BytesIO(content)), by=by)
    on = max(system.order_date, in_shanghai(then).date())
    record_bom(system, sha256=look.sha256, after=look.after, taken_on=on, by=by, now=then)
