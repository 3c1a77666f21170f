"""A case is closed for good: with open claims only by who names them, with unpaid ones never."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.actions.sharing import is_paid_for
from lumencare.claims.models import Claim
from lumencare.desk.actions import close
from lumencare.desk.models import Case
from lumencare.domain.claims.states import AWAITED, LIVE, STATE_NAMES, ClaimState
from lumencare.domain.problems import Refused
from lumencare.domain.text import Reason, Text, does_not_apply

OPEN = Q(state__in=[each.value for each in LIVE]) | Q(returned__in=[each.value for each in AWAITED])


def open_claims(case: Case) -> tuple[Claim, ...]:
    """Return the claims of a case, and of those merged into it, with which something is to do."""
    rows = Claim.objects.filter(Q(case=case) | Q(case__merged_into=case))
    return tuple(rows.filter(OPEN).select_related("charge").order_by("pk"))


def close_case(case: Case, knowing: Collection[str], *, by: User, now: datetime) -> Case:
    """Close a resolved case for good; `knowing` are the numbers of claims that stay open.

    Refused while a share has to be settled, which needs the case, and while claims are open that
    the person did not name; both say which.
    """
    require_right(by, Right.KEEP_CASES)
    found = open_claims(case)
    unpaid = [each for each in found if each.state in LIVE and not is_paid_for(each)]
    if unpaid:
        raise Refused(_say(unpaid, UNPAID))
    unnamed = [each for each in found if each.number not in knowing]
    if unnamed:
        raise Refused(_say(unnamed, UNNAMED))
    return close(case, by=by, now=now)


def _say(claims: Sequence[Claim], words: Text) -> Reason:
    names = [
        (each.number, each.faulty_number, STATE_NAMES[ClaimState(each.state)]) for each in claims
    ]
    zh = "、".join(f"{number} {part}（{state.zh}）" for number, part, state in names)
    en = ", ".join(f"{number} {part} ({state.en.lower()})" for number, part, state in names)
    text = Text(f"{words.zh}{zh}。", f"{words.en} {en}.")
    return does_not_apply("X-7", text, claims=[each.number for each in claims])


UNPAID = Text(
    "还不能关闭：更换件申请的客户承担部分尚未确定，请先办理或撤回：",
    "It cannot be closed yet: the customer's share of claims is not settled. Settle or withdraw",
)
UNNAMED = Text(
    "还有未办结的更换件申请。若仍要关闭，请逐项勾选（接口：knowing）：",
    "Claims for parts are open. To close it all the same, tick each of them (`knowing`):",
)
