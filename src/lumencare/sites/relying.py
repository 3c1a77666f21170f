"""Work that relies on the records of systems: what faces and the rooms above ask."""

from collections.abc import Sequence
from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.data.record_rules import record_rules
from lumencare.domain.readiness.relying import (
    Ground,
    Relying,
    Work,
    rely_on,
    require_ground,
    worst_of,
)
from lumencare.sites.models import System
from lumencare.sites.queries.readiness import readiness_of


def relying_of(systems: Sequence[System], work: Work, on: date) -> Relying:
    """Return what stands against some work at systems, the worst of them."""
    found = readiness_of(systems, on)
    return worst_of([rely_on(found[each.pk].readiness, work, record_rules()) for each in systems])


def require_records(
    systems: Sequence[System], work: Work, why: str, *, by: User, on: date
) -> Ground:
    """Return on what work at systems goes on; Refused with the reason where it does not (SC-9)."""
    may_overrule = may(by, Right.WAIVE_RECORDS)
    return require_ground(relying_of(systems, work, on), why, may_overrule=may_overrule)
