"""Parts of claims on their way: kept, ordered, issued, fitted; and the old ones coming back."""

from io import BytesIO

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Router

from lumencare.api.claims import Number, show_claim
from lumencare.api.kept_answers import once_by_key
from lumencare.api.replies import attach, file_described
from lumencare.api.shapes.basic import typed
from lumencare.api.shapes.cases import SayingWhy
from lumencare.api.shapes.claims import (
    AskingReturn,
    FittingPart,
    IssuingPart,
    OrderingPart,
    ReceivingReturn,
    ReservingPart,
    TakingFromBag,
    WholeClaim,
)
from lumencare.api.tokens import Call
from lumencare.claims import actions
from lumencare.claims.queries import find_claim
from lumencare.claims.queries.slip import slip_of_claim
from lumencare.documents.slip_pdf import render_slip
from lumencare.domain.shanghai import in_shanghai
from lumencare.stock.queries import find_place

router = Router(tags=["claims"])


@router.get(
    "/claims/{number}/slip",
    response={200: None},
    openapi_extra=file_described("application/pdf"),
)
def slip(request: Call, number: Number) -> HttpResponseBase:
    """Download the slip for the parcel: what goes, what is asked back, a code to the claim."""
    address = request.build_absolute_uri(reverse("claim", kwargs={"number": number}))
    context = slip_of_claim(request.user, number, address, in_shanghai(request.now).date())
    pdf = BytesIO(render_slip(context, request.now))
    return attach(pdf, f"{context.number}.pdf", "application/pdf")


@router.post("/claims/{number}/reserve", response=WholeClaim)
@once_by_key
def reserve(request: Call, number: Number, reserving: ReservingPart) -> HttpResponse:
    """Keep a part in stock for a claim; refused with what is possible instead (SC-7)."""
    actions.reserve(
        find_claim(request.user, number),
        find_place(request.user, reserving.place),
        until=reserving.until,
        refurbished=reserving.refurbished,
        by=request.user,
        now=request.now,
    )
    return show_claim(request, number)


@router.post("/claims/{number}/order", response=WholeClaim)
@once_by_key
def order(request: Call, number: Number, ordering: OrderingPart) -> HttpResponse:
    """Order a part for a claim, or say when it is expected now."""
    row = find_claim(request.user, number)
    place = find_place(request.user, ordering.place)
    actions.order(row, place, typed(ordering), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/release", response=WholeClaim)
@once_by_key
def release(request: Call, number: Number, saying: SayingWhy) -> HttpResponse:
    """Let a part go that was kept or ordered."""
    row = find_claim(request.user, number)
    actions.release(row, why=saying.why, by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/issue", response=WholeClaim)
@once_by_key
def issue(request: Call, number: Number, issuing: IssuingPart) -> HttpResponse:
    """Give out what was kept; refused before the share is agreed to."""
    row = find_claim(request.user, number)
    actions.issue(row, typed(issuing), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/issue-from-bag", response=WholeClaim)
@once_by_key
def issue_from_bag(request: Call, number: Number, taking: TakingFromBag) -> HttpResponse:
    """Take a part out of the caller's own bag for a claim."""
    row = find_claim(request.user, number)
    actions.issue_from_bag(row, typed(taking), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/take-back", response=WholeClaim)
@once_by_key
def take_back(request: Call, number: Number, saying: SayingWhy) -> HttpResponse:
    """Put a part back that was not needed."""
    row = find_claim(request.user, number)
    actions.take_back(row, why=saying.why, by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/fit", response=WholeClaim)
@once_by_key
def fit(request: Call, number: Number, fitting: FittingPart) -> HttpResponse:
    """Write down that the new part is in; it inherits the old one's cover (0033)."""
    row = find_claim(request.user, number)
    actions.fit(row, typed(fitting), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/return/ask", response=WholeClaim)
@once_by_key
def ask_return(request: Call, number: Number, asking: AskingReturn) -> HttpResponse:
    """Ask for the old part, or until another day."""
    row = find_claim(request.user, number)
    actions.ask_return(row, typed(asking), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/return/receive", response=WholeClaim)
@once_by_key
def receive_return(request: Call, number: Number, receiving: ReceivingReturn) -> HttpResponse:
    """Take the old part into stock as faulty."""
    row = find_claim(request.user, number)
    place = find_place(request.user, receiving.place)
    actions.receive_return(row, place, typed(receiving), by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/return/waive", response=WholeClaim)
@once_by_key
def waive_return(request: Call, number: Number, saying: SayingWhy) -> HttpResponse:
    """Do without the old part, with a reason."""
    row = find_claim(request.user, number)
    actions.waive_return(row, why=saying.why, by=request.user, now=request.now)
    return show_claim(request, number)


@router.post("/claims/{number}/return/lose", response=WholeClaim)
@once_by_key
def lose_return(request: Call, number: Number, saying: SayingWhy) -> HttpResponse:
    """Write the old part off as lost; nothing is charged by it."""
    row = find_claim(request.user, number)
    actions.lose_return(row, why=saying.why, by=request.user, now=request.now)
    return show_claim(request, number)
