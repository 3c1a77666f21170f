"""Claims for replacement parts: asked, decided, put right, agreed to; lists and figures."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.cases import Number as CaseNumber
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, AskedDay, Key, Line, Listed, shown, typed
from lumencare.api.shapes.case_charges import Agreeing
from lumencare.api.shapes.cases import SayingWhy
from lumencare.api.shapes.claims import (
    ChangingClaim,
    ClaimGroup,
    ClaimReportShape,
    ClaimShape,
    ClaimState,
    DecidingClaim,
    NewClaim,
    PricingPart,
    ReturnState,
    TellingShare,
    WholeClaim,
)
from lumencare.api.tokens import Call
from lumencare.claims import actions
from lumencare.claims.queries import (
    ClaimFilters,
    claim_report,
    decisions_of,
    facts_of,
    find_claim,
    list_claims,
    say_supply,
    supply_choices,
)
from lumencare.desk.queries import find_case, find_part
from lumencare.domain.shanghai import in_shanghai
from lumencare.field.queries.found import visit_that_found
from lumencare.lifecycle.actions import lead_from_claim

router = Router(tags=["claims"])
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["P-2601-001"])]


class WantedClaims(Wanted):
    """Which claims are wanted; `overdue` asks for old parts that should be back."""

    q: Line = ""
    group: ClaimGroup | None = None
    state: ClaimState | None = None
    returned: ReturnState | None = None
    case: Line = ""
    system: Key | None = None
    overdue: bool = False


@router.get("/claims", response=Listed[ClaimShape])
def claims(request: Call, wanted: Query[WantedClaims]) -> HttpResponse:
    """List the claims, newest first."""
    filters = ClaimFilters(
        q=wanted.q,
        group=wanted.group or "",
        state=wanted.state or "",
        returned=wanted.returned or "",
        case=wanted.case,
        system=wanted.system,
        overdue=in_shanghai(request.now).date() if wanted.overdue else None,
    )
    page = list_claims(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(ClaimShape, each))


@router.get("/claim-report", response=ClaimReportShape)
def claim_figures(
    request: Call, since: AskedDay | None = None, until: AskedDay | None = None
) -> HttpResponse:
    """Give claims by part and by what covers, of a time of days that count."""
    items = claim_report(request.user, since=since, until=until)
    return reply(shown(ClaimReportShape, {"items": items}))


@router.post("/cases/{number}/claims", response={201: WholeClaim})
@once_by_key
def ask(request: Call, number: CaseNumber, claim: NewClaim) -> HttpResponse:
    """Claim a part of a case and decide it at once: what is free, what the customer pays."""
    case = find_case(request.user, number)
    found = visit_that_found(request.user, case, claim.found_at)
    line = find_part(request.user, number, claim.line) if claim.line else None
    given = typed(claim)
    asked = actions.Asked(
        typed={name: value for name, value in given.items() if name not in {"line", "found_at"}},
        line=line,
        found_on=found.on if found else None,
        found_at=found.number if found else "",
    )
    row = actions.ask(case, asked, by=request.user, now=request.now)
    return show_claim(request, row.number, 201)


@router.get("/claims/{number}", response=WholeClaim)
def claim(request: Call, number: Number) -> HttpResponse:
    """Give a claim with its decisions, and when its part comes."""
    return show_claim(request, number)


@router.patch("/claims/{number}", response=WholeClaim)
@once_by_key
def change(request: Call, number: Number, changing: ChangingClaim) -> HttpResponse:
    """Put right what is known of a claim; it is decided anew."""
    row = find_claim(request.user, number)
    actions.change(row, typed(changing), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/decide", response=WholeClaim)
@once_by_key
def decide(request: Call, number: Number, deciding: DecidingClaim) -> HttpResponse:
    """Decide a claim anew, as after another cause was found; the decision names the one before."""
    row = find_claim(request.user, number)
    actions.decide(row, by=request.user, now=request.now, why=deciding.why)
    return show_claim(request, number)


@router.post("/claims/{number}/price", response=WholeClaim)
@once_by_key
def set_price(request: Call, number: Number, pricing: PricingPart) -> HttpResponse:
    """Enter a unit price where none is published, with its reason (D-20)."""
    row = find_claim(request.user, number)
    actions.set_price(row, typed(pricing), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/tell", response=WholeClaim)
@once_by_key
def tell_share(request: Call, number: Number, telling: TellingShare) -> HttpResponse:
    """Write down that the customer was told their share; nothing is charged by it."""
    row = find_claim(request.user, number)
    actions.show_share(row, shown_to=telling.shown_to, by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/agree", response=WholeClaim)
@once_by_key
def agree(request: Call, number: Number, agreeing: Agreeing) -> HttpResponse:
    """Write down who of the customer agreed to their share, and how (X-7)."""
    row = find_claim(request.user, number)
    actions.agree_share(row, typed(agreeing), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/refuse", response=WholeClaim)
@once_by_key
def refuse(request: Call, number: Number, saying: SayingWhy) -> HttpResponse:
    """Refuse a claim with the reason that the customer is told."""
    row = find_claim(request.user, number)
    actions.refuse(row, why=saying.why, by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/withdraw", response=WholeClaim)
@once_by_key
def withdraw(request: Call, number: Number, saying: SayingWhy) -> HttpResponse:
    """Take a claim back; what was kept and to be charged falls."""
    row = find_claim(request.user, number)
    actions.withdraw(row, why=saying.why, by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/take-lead", response=WholeClaim)
@once_by_key
def take_lead(request: Call, number: Number) -> HttpResponse:
    """Take care of a part that cannot be supplied any more: System Care is proposed (SY-1)."""
    lead_from_claim(find_claim(request.user, number), by=request.user, now=request.now)
    return show_claim(request, number)


def show_claim(request: Call, number: str, status: int = 200) -> HttpResponse:
    """Return a claim as it stands."""
    row = find_claim(request.user, number)
    facts = facts_of(request.user, row)
    choices = supply_choices(request.user, row)
    told = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    whole = {
        **told,
        "decisions": decisions_of(request.user, number),
        "supply_said": say_supply(row, choices, in_shanghai(request.now).date()),
        "can": sorted(facts.can),
    }
    return reply(shown(WholeClaim, whole), status, facts.version)
