"""Whether a sale may stand beside what a system has bought already, in force or not yet (D-22)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lumencare.contracts.hosts import GOING_ON
from lumencare.contracts.models import ContractLine
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.sold import SoldLine
from lumencare.domain.edition import Edition
from lumencare.domain.holding import Holding
from lumencare.domain.overlap import find_overlaps
from lumencare.domain.problems import Refused
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Reason
from lumencare.sites.facts import system_of
from lumencare.sites.models import System


def require_compatible(
    system: System, sold: Sequence[SoldLine], edition: Edition, bought: date
) -> None:
    """Raise Refused where a plan may not stand beside one that was bought.

    Beside one that has not taken effect yet nothing can be renewed, upgraded or confirmed: any
    clash is refused until it has.
    """
    for line in _bought(system):
        for reason in _clashes(system, line, sold, edition, bought):
            if not reason.applies or line.state == "pending":
                raise Refused(reason)


def _bought(system: System) -> Iterable[ContractLine]:
    rows = ContractLine.objects.filter(system=system, kind=LineKind.PLAN.value, state__in=GOING_ON)
    return rows.prefetch_related("terms")


def _clashes(
    system: System, line: ContractLine, sold: Sequence[SoldLine], edition: Edition, bought: date
) -> Iterator[Reason]:
    for each in sold:
        if each.kind is LineKind.PLAN:
            pair = (_held(line), _holding(each, bought))
            yield from find_overlaps(edition, system_of(system), pair)


def _held(line: ContractLine) -> Holding:
    terms = [each for each in line.terms.all() if each.ended_on is None]
    years = tuple(each.project_year for each in terms if each.project_year is not None)
    starts = min((each.starts_on for each in terms), default=line.bought_on)
    # 12 months are counted from their own first day, years from the purchase (D-6).
    return Holding(PlanCode(line.code), line.bought_on if years else starts, years)


def _holding(line: SoldLine, bought: date) -> Holding:
    years = tuple(each.project_year for each in line.terms if each.project_year is not None)
    starts = min((each.span.start for each in line.terms if each.span), default=bought)
    return Holding(PlanCode(line.code), bought if years else starts, years)
