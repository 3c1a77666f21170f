"""Everything one page says of a case: clock, decisions, charges, what was said, what is at hand."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import RIGHTS, Right
from lumencare.audit.queries import Line, trail_of
from lumencare.desk.frame import Frame
from lumencare.desk.models import Case
from lumencare.desk.queries.facts import CaseFacts, DecisionFacts, decision_facts, facts_of
from lumencare.desk.queries.near import NearCase, open_cases_at
from lumencare.desk.queries.queue import QueueRow, row_of, with_clocks
from lumencare.desk.queries.rows import case_in, visible_cases
from lumencare.desk.queries.tabs import Group, group_of
from lumencare.domain.desk.states import LIVE, CaseState
from lumencare.domain.money import Money
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.queries.readiness import SystemReadiness, readiness_of
from lumencare.sites.queries.records import RecordFacts, records_of

MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What work outside business hours costs for a man-day (NB-1)."""

    code: str
    name: Text
    net: Money


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with all that its page shows; `decisions` newest first, those of parts among them."""

    case: CaseFacts
    row: QueueRow
    decisions: tuple[DecisionFacts, ...]
    records: tuple[RecordFacts, ...]
    # None where no system is named yet.
    readiness: SystemReadiness | None
    surcharges: tuple[Surcharge, ...]
    others: tuple[NearCase, ...]
    trail: list[Line]


def case_page(user: User, number: str, frame: Frame) -> CasePage:
    """Return the page of a case for whoever may see it; Http404 else."""
    now = frame.now
    case = case_in(with_clocks(visible_cases(user)), number)
    decisions = case.decisions.order_by("-at", "-pk")
    readiness = _readiness(case, frame)
    return CasePage(
        case=facts_of(user, case, frame),
        row=row_of(case, _group(case, now), frame),
        decisions=tuple(decision_facts(each) for each in decisions),
        records=_records(case, readiness, now),
        readiness=readiness,
        surcharges=_surcharges(case, frame),
        others=open_cases_at(user, site=case.site_id, but=case.pk)[:MOST_OTHERS],
        trail=trail_of(user, case),
    )


def _readiness(case: Case, frame: Frame) -> SystemReadiness | None:
    if case.system is None:
        return None
    on = in_shanghai(frame.now).date()
    return readiness_of([case.system], on, frame.edition_in_force())[case.system.pk]


def _records(
    case: Case, readiness: SystemReadiness | None, now: datetime
) -> tuple[RecordFacts, ...]:
    if readiness is not None:
        return tuple(each.record for each in readiness.papers)
    return records_of(case.site, in_shanghai(now).date()) if case.site else ()


def desk_people(user: User) -> list[tuple[int, str]]:
    """Return who may be given a case, by name."""
    if not may(user, Right.WORK_CASES):
        return []
    roles = [each.value for each in RIGHTS[Right.WORK_CASES]]
    found = User.objects.filter(is_active=True, roles__role__in=roles).distinct()
    return list(found.order_by("name", "pk").values_list("pk", "name"))


def _group(case: Case, now: datetime) -> Group:
    if CaseState(case.state) not in LIVE:
        return Group.DONE
    return group_of(case, now)


def _surcharges(case: Case, frame: Frame) -> tuple[Surcharge, ...]:
    """Return what evenings and weekends cost, by the edition of the report (NB-1)."""
    if not case.edition:
        return ()
    options = frame.edition(case.edition).hours
    return tuple(Surcharge(each.code, each.text, each.net) for each in options)
