"""A part that a visit used becomes its claim: fitted from stock or from the engineer's own bag."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.claims.actions import Asked, ask, fit, issue_from_bag
from lumencare.claims.models import Claim
from lumencare.domain.claims.states import UNFITTED, ClaimState
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text
from lumencare.field.models import VisitPart
from lumencare.stock.queries import own_bag

WHOLE = 1000


def claim_used(row: VisitPart, at: datetime, *, by: User, now: datetime) -> Text | None:
    """Bring a part that was used to its claim; say why where it is not done, the part is kept.

    A claim that waits for this part is fitted with it; where there is none, one is opened. What
    was not issued before comes from the engineer's own bag; who has none leaves it to the clerk.
    A visit without a case claims nothing.
    """
    case = row.visit.case
    if case is None or case.system is None:
        return None
    claim = _waiting(row)
    try:
        if claim is None:
            claim = _alone(lambda: ask(case, _asked(row), by=by, now=now))
        VisitPart.objects.filter(pk=row.pk).update(claim=claim)
        if claim.state == ClaimState.ISSUED or own_bag(by) is not None:
            _alone(lambda: _put_in(claim, row, at, by=by, now=now))
    except (Refused, InputProblems, Conflict, NotAllowed) as error:
        return _not_done(claim, error)
    return None


def _waiting(row: VisitPart) -> Claim | None:
    """Return the claim of the case that waits for this part: by its old serial, else by number."""
    rows = Claim.objects.filter(case=row.visit.case, state__in=[each.value for each in UNFITTED])
    rows = rows.select_related("case", "system__site", "part", "supplied", "decision", "charge")
    found = sorted(rows.order_by("pk"), key=lambda each: each.state != ClaimState.ISSUED)
    serial, key = number_key(row.faulty_serial), number_key(row.part_number)
    if serial:
        by_serial = next((each for each in found if each.faulty_serial == serial), None)
        if by_serial is not None:
            return by_serial
        found = [each for each in found if not each.faulty_serial]
    return next((each for each in found if key in _numbers(each)), None)


def _numbers(claim: Claim) -> set[str]:
    supplied = claim.supplied.key if claim.supplied else ""
    return {number_key(claim.faulty_number), supplied}


def _asked(row: VisitPart) -> Asked:
    whole = row.quantity_milli // WHOLE if row.quantity_milli % WHOLE == 0 else 0
    typed: dict[str, Any] = {
        "part_number": row.part_number,
        "serial": row.faulty_serial,
        "quantity": str(whole),
        "note": f"{row.visit.number} {row.new_serial}".strip(),
    }
    return Asked(typed=typed, key=f"visit-part:{row.pk}")


def _put_in(claim: Claim, row: VisitPart, at: datetime, *, by: User, now: datetime) -> Claim:
    unit = {"serial": row.new_serial}
    if claim.state != ClaimState.ISSUED:
        issue_from_bag(claim, unit, by=by, now=now)
    day = in_shanghai(at).date()
    fitted_on = max(day, claim.issued_on) if claim.issued_on else day
    fields = {**unit, "fitted_on": fitted_on.isoformat(), "visit": row.visit.number}
    return fit(claim, fields, by=by, now=now)


def _alone(deed: Callable[[], Claim]) -> Claim:
    """Do something so that it leaves nothing where it is refused, and what was before stays."""
    with transaction.atomic():
        return deed()


def _not_done(claim: Claim | None, error: Exception) -> Text:
    """Say what stands against it; the claim stays open for the clerk."""
    said = _said(error)
    of = f" {claim.number}" if claim is not None else ""
    return Text(
        f"更换件已记录，申请{of}未办结：{said.zh}",
        f"The part is kept; its claim{of} is not settled: {said.en}",
    )


def _said(error: Exception) -> Text:
    if isinstance(error, Refused):
        return error.reason.text
    if isinstance(error, InputProblems):
        found = error.problems
        return Text(
            "；".join(x.sentence("zh") for x in found), "; ".join(x.sentence("en") for x in found)
        )
    text = getattr(error, "text", None)
    return text if isinstance(text, Text) else Text(str(error), str(error))
