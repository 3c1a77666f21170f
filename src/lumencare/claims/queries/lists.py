"""Lists of claims: what waits, what is where, what should be back."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from lumencare.accounts.models import User
from lumencare.claims.models import Claim
from lumencare.claims.queries.facts import ClaimFacts, facts_of
from lumencare.claims.queries.rows import visible_claims
from lumencare.desk.queries import find_case
from lumencare.domain.claims.states import AWAITED, LIVE, ClaimState
from lumencare.domain.stock.part_numbers import number_key
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

AWAITED_STATES = [each.value for each in AWAITED]
# Groups of states that people look for together.
GROUPS: dict[str, Q] = {
    "live": Q(state__in=[each.value for each in LIVE]) | Q(returned__in=AWAITED_STATES),
    "to-supply": Q(state__in=[ClaimState.DECIDED.value, ClaimState.AGREED.value]),
    "lead": Q(lead=Claim.Lead.OPEN.value),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilters:
    """Which claims are wanted; what is empty does not matter.

    `group` is one of several states together, `q` any part of a number, serial or name. `overdue`
    asks for old parts that should be back by that day.
    """

    q: str = ""
    group: str = ""
    state: str = ""
    returned: str = ""
    case: str = ""
    system: int | None = None
    overdue: date | None = None


def list_claims(
    user: User, filters: ClaimFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[ClaimFacts]:
    """Return claims, newest first, a page at a time."""
    rows = wanted_claims(user, filters)
    return cut(rows, ("-pk",), lambda row: facts_of(user, row), cursor=cursor, size=size)


def wanted_claims(user: User, filters: ClaimFilters) -> QuerySet[Claim]:
    """Return the claims that match, for whoever may see them."""
    wanted = {
        "state": filters.state,
        "returned": filters.returned,
        "case__number": filters.case,
        "system": filters.system,
        "return_due_on__lt": filters.overdue,
    }
    given = {name: value for name, value in wanted.items() if value not in ("", None)}
    rows = visible_claims(user).filter(**given)
    if filters.overdue is not None:
        rows = rows.filter(returned__in=AWAITED_STATES)
    if filters.group in GROUPS:
        rows = rows.filter(GROUPS[filters.group])
    words = filters.q.strip()
    return rows.filter(_naming(words)) if words else rows


def _naming(words: str) -> Q:
    key = number_key(words)
    return (
        Q(number__iexact=words)
        | Q(case__number__iexact=words)
        | Q(faulty_number__icontains=words)
        | Q(supplied__key__contains=key)
        | Q(faulty_serial__contains=key)
        | Q(supplied_serial__contains=key)
        | Q(system__site__name__icontains=words)
        | Q(system__ref__icontains=words)
    )


def claims_of_case(user: User, number: str) -> tuple[ClaimFacts, ...]:
    """Return the claims of a case and of those merged into it, oldest first."""
    case = find_case(user, number)
    rows = visible_claims(user).filter(Q(case=case) | Q(case__merged_into=case))
    return tuple(facts_of(user, each) for each in rows.order_by("pk"))


def count_groups(user: User, today: date) -> dict[str, int]:
    """Return how many claims each tab of the list holds."""
    rows = visible_claims(user).select_related(None)
    counts = rows.aggregate(
        every=Count("pk"), **{name: Count("pk", filter=wanted) for name, wanted in NAMED.items()}
    )
    overdue = wanted_claims(user, ClaimFilters(overdue=today)).count()
    named = {name.replace("_", "-"): counts[name] for name in NAMED}
    return {"": counts["every"], **named, "overdue": overdue}


NAMED = {name.replace("-", "_"): wanted for name, wanted in GROUPS.items()}
