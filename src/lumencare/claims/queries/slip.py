"""What the slip of a claim says: the part that goes with it and the old one that is asked for."""

from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.models import Claim
from lumencare.claims.queries.rows import find_claim
from lumencare.documents.slip_pdf import SlipContext, SlipPart
from lumencare.domain.claims.states import AWAITED, ClaimState, ReturnState
from lumencare.domain.text import Text
from lumencare.stock.models import Part

# The pool's default place, where the part is from nowhere else.
USUALLY = Text("上海常用备件库", "Shanghai spare pool")
NOT_IN = (ClaimState.FITTED, ClaimState.CLOSED)


def slip_of_claim(user: User, number: str, address: str, on: date) -> SlipContext:
    """Return the slip of a claim; `address` is where the claim is shown. Http404 where none is."""
    require_right(user, Right.ASK_CLAIMS)
    claim = find_claim(user, number)
    site = claim.system.site
    supplied = claim.supplied.number if claim.supplied else claim.faulty_number
    return SlipContext(
        number=claim.number,
        case=claim.case.number,
        on=on,
        address=address,
        site=site.name,
        owner=site.owner.name,
        city=site.city,
        street=site.address,
        system=f"{claim.system.ref} {claim.system.name}".strip(),
        place=claim.place,
        given_to=claim.issued_to,
        out=_part(claim.supplied, supplied, claim.supplied_serial, claim.quantity),
        back=_back(claim),
        back_by=claim.return_due_on,
        back_to=_back_to(claim),
    )


def _back(claim: Claim) -> SlipPart | None:
    """Return the old part where it is asked for, or will be once the new one is in (0033)."""
    coming = bool(claim.percent) and claim.returned == ReturnState.NONE
    if claim.returned not in AWAITED and not (coming and claim.state not in NOT_IN):
        return None
    return _part(claim.part, claim.faulty_number, claim.faulty_serial, claim.quantity)


def _back_to(claim: Claim) -> Text:
    place = claim.issue.from_place if claim.issue else None
    if place is None or place.kind == "bag":
        return USUALLY
    return Text(place.name_zh, place.name_en)


def _part(row: Part | None, number: str, serial: str, quantity: int) -> SlipPart:
    name = Text(row.name_zh, row.name_en) if row is not None else Text("", "")
    return SlipPart(row.number if row is not None else number, name, serial, quantity)
