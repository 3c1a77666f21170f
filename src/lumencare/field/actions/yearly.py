"""The preventive visit of each contract year: proposed once, from its allowance (SC-5)."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from lumencare.contracts.models import Allowance
from lumencare.domain.contract.states import ContractState
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.period import DAY
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.field.actions.proposing import Wish, propose
from lumencare.field.models import Visit

MAN_DAY = "preventive-man-day"
# Late enough in the year to find something, early enough to be moved (D-23).
USUALLY = timedelta(days=270)
BEFORE_THE_END = timedelta(days=30)
# A visit found late in its year still leaves the office these days to agree on one.
TO_AGREE = timedelta(days=14)
AT_ONCE = 500
SUMMARY = "年度巡检 / yearly preventive maintenance"


def propose_yearly(now: datetime) -> int:
    """Propose a visit for each man-day of a year that runs and has none; tell how many.

    It may run late, twice or after a kill: a year that has its visit is left alone, and the
    database itself holds no second one.
    """
    today = in_shanghai(now).date()
    count = 0
    for allowance in without_visit(today)[:AT_ONCE]:
        try:
            with transaction.atomic():
                propose(_wish(allowance, today), by=None, now=now)
                count += 1
        except (IntegrityError, Refused):
            # Somebody proposed it in this moment.
            continue
    return count


def without_visit(today: date) -> "list[Allowance]":
    """Return the man-days of years that run today of which no visit was made or is to be made.

    One that was cancelled or missed by people stays theirs to propose again.
    """
    visits = Visit.objects.filter(allowance=OuterRef("pk"))
    rows = Allowance.objects.filter(
        ~Exists(visits),
        code=MAN_DAY,
        ended_on=None,
        starts_on__lte=today,
        ends_on__gt=today,
        drawn_tenths=0,
        contract__state=ContractState.ACTIVE,
    )
    return list(rows.select_related("contract", "system__site").order_by("ends_on", "pk"))


def _wish(allowance: Allowance, today: date) -> Wish:
    return Wish(
        kind=VisitKind.PREVENTIVE,
        site=allowance.system.site,
        system=allowance.system,
        summary=SUMMARY,
        tenths=allowance.tenths,
        wanted_by=_wanted_by(allowance, today),
        allowance=allowance,
    )


def _wanted_by(allowance: Allowance, today: date) -> date:
    last = allowance.ends_on - DAY
    usual = min(allowance.starts_on + USUALLY, last - BEFORE_THE_END)
    return min(max(usual, today + TO_AGREE), last)
