"""The flag of a case: raised by what came in, taken down by who looked at it."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.models import Case
from lumencare.domain.desk.flags import CaseFlag


def raise_flag(case: Case, flag: CaseFlag, *, by: User | str, now: datetime) -> None:
    """Say that somebody has to look at a case.

    It counts no version up: a form that is open meanwhile can still be sent, for nothing that it
    shows was changed.
    """
    fields = {"flag": flag.value, "flagged_at": now, "changed_at": now}
    Case.objects.filter(pk=case.pk).update(**fields)
    record(case, action="flag", by=by, now=now, changes={"flag": (case.flag, flag.value)})
    case.flag, case.flagged_at, case.changed_at = flag.value, now, now


def take_flag_down(case: Case, *, by: User, now: datetime) -> None:
    """Say that somebody looked; what came in since the case was read keeps its flag."""
    require_right(by, Right.WORK_CASES)
    if not case.flag:
        return
    same = Case.objects.filter(pk=case.pk, flag=case.flag, flagged_at=case.flagged_at)
    if same.update(flag="", flagged_at=None):
        record(case, action="unflag", by=by, now=now, changes={"flag": (case.flag, "")})
        case.flag, case.flagged_at = "", None
