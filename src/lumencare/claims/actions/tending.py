"""What runs by itself: overdue returns, parts that are not fitted, holds that ran out, the settled.

Each claim is one transaction that claims it: run twice at once or killed anywhere, nobody is told
twice and nothing is left half done.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right, Role
from lumencare.audit.actions import change_row
from lumencare.claims.actions.ending import settle
from lumencare.claims.actions.steps import take, take_return
from lumencare.claims.actions.supplying import NOTHING_KEPT
from lumencare.claims.models import Claim
from lumencare.desk.models import Charge
from lumencare.domain.claims.states import AWAITED, ClaimState, ClaimStep, ReturnState, ReturnStep
from lumencare.domain.problems import Conflict
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import ReservationState
from lumencare.domain.text import Text
from lumencare.notices.actions import Recipient, Reminder, put_down

# Assumed, decision 0033: a part that was issued is in its place within two weeks.
FITTED_WITHIN = timedelta(days=14)
HOLD_ENDED = "预留已到期或已释放 / the hold in stock ended"
NOT_HELD = (ReservationState.RELEASED.value, ReservationState.EXPIRED.value)


def tend_claims(now: datetime) -> int:
    """Do what is due for claims; return for how many something was done."""
    today, done = in_shanghai(now).date(), 0
    for rows, tend in (
        (overdue_returns(today).filter(returned=ReturnState.ASKED.value), _remind_of_return),
        (unfitted(today).filter(late_told_on=None), _remind_of_part),
        (_holds_that_ended(), _let_hold_end),
        (_settled(), _close),
    ):
        done += sum(_alone(each, tend, now) for each in _each(rows))
    return done


def overdue_returns(today: date) -> QuerySet[Claim]:
    """Return the claims whose old part should be back by now."""
    awaited = [each.value for each in AWAITED]
    return Claim.objects.filter(returned__in=awaited, return_due_on__lt=today)


def unfitted(today: date) -> QuerySet[Claim]:
    """Return the claims whose part was issued and should be in its place by now."""
    issued = Claim.objects.filter(state=ClaimState.ISSUED.value)
    return issued.filter(issued_on__lt=today - FITTED_WITHIN)


def _holds_that_ended() -> QuerySet[Claim]:
    rows = Claim.objects.filter(state=ClaimState.RESERVED.value)
    return rows.filter(reservation__state__in=NOT_HELD)


def _settled() -> QuerySet[Claim]:
    """Return what may be closed: nothing to pay, charged or given up, and no old part awaited."""
    paid = Q(share_fen=0) | Q(charge__state__in=[Charge.State.CHARGED, Charge.State.WAIVED])
    rows = Claim.objects.filter(paid, state=ClaimState.FITTED.value)
    return rows.exclude(returned__in=[each.value for each in AWAITED])


def _each(rows: QuerySet[Claim]) -> Iterator[Claim]:
    related = rows.select_related("case__assignee", "system", "supplied", "charge", "created_by")
    yield from related.order_by("pk").iterator(chunk_size=500)


def _alone(claim: Claim, tend: Callable[[Claim, datetime], None], now: datetime) -> int:
    try:
        with transaction.atomic():
            tend(claim, now)
    except Conflict:
        # Somebody did something about it in this moment: the next run looks again.
        return 0
    return 1


def _remind_of_return(claim: Claim, now: datetime) -> None:
    take_return(claim, ReturnStep.REMIND, {}, by=None, now=now)
    due = claim.return_due_on
    _tell(claim, f"return-overdue:{due}", Text("旧件逾期未退回", "The old part is overdue"), now)


def _remind_of_part(claim: Claim, now: datetime) -> None:
    told = {"late_told_on": in_shanghai(now).date()}
    change_row(claim, told, by=None, now=now, action="mark-late")
    said = Text("更换件已出库而未更换", "A part was issued and is not fitted yet")
    _tell(claim, f"unfitted:{claim.issued_on}", said, now)


def _let_hold_end(claim: Claim, now: datetime) -> None:
    take(claim, ClaimStep.RELEASE, NOTHING_KEPT, by=None, now=now, why=HOLD_ENDED)
    said = Text("预留已到期，请重新预留", "The hold in stock ended; reserve a part again")
    _tell(claim, f"hold-ended:{claim.version}", said, now)


def _close(claim: Claim, now: datetime) -> None:
    settle(claim, by=None, now=now)


def _tell(claim: Claim, what: str, said: Text, now: datetime) -> None:
    """Tell the clerks, who asked for the part and who has the case; each once."""
    label = f"{claim.number} {claim.faulty_number}"
    found = [claim.created_by, claim.case.assignee, *_clerks()]
    people = {each.pk: each for each in found if each is not None and may(each, Right.SEE_CLAIMS)}
    put_down(
        [
            Reminder(
                key=f"claim:{claim.number}:{what}",
                recipient=Recipient.of(each),
                subject=Text(f"{said.zh}：{label}", f"{said.en}: {label}"),
                text=Text(
                    f"{label}（{claim.case.number}）\n{said.zh}。",
                    f"{label} ({claim.case.number})\n{said.en}.",
                ),
                due_at=now,
                path=f"/claims/{claim.number}/",
            )
            for each in people.values()
        ],
        now,
    )


def _clerks() -> list[User]:
    rows = User.objects.filter(is_active=True, roles__role=Role.CLERK)
    return list(rows.order_by("pk"))
