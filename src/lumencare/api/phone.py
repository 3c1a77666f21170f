"""The engineer's phone for programs: what it carries, and what it sends, each thing once by key."""

from typing import IO, Annotated, cast

from django.http import HttpResponse
from ninja import Form, Router

from lumencare.api.records import Sent as SentFile
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Line, shown
from lumencare.api.shapes.phone import PhoneActionAsked, PhoneDayShape, PhoneFileAsked, TakenShape
from lumencare.api.tokens import Call
from lumencare.api.visits import Number
from lumencare.field.actions import issue_if_due
from lumencare.field.phone import Sent, day_of, find_named, take_in

router = Router(tags=["visits"])


@router.get("/phone/day", response=PhoneDayShape)
def day(request: Call) -> HttpResponse:
    """Give one's own visits of today and the next days, and what is still open from before."""
    found = day_of(request.user, request.today)
    visits = [{**each.facts, "mark": each.mark} for each in found.visits]
    return reply(shown(PhoneDayShape, {"on": found.on, "visits": visits}))


@router.post("/visits/{number}/phone-actions", response=TakenShape)
def send(request: Call, number: Number, action: PhoneActionAsked) -> HttpResponse:
    """Take in what was done on site; a rule's refusal is kept and told in the outcome."""
    return _taken(request, number, Sent(**action.model_dump()))


@router.post("/visits/{number}/phone-files", response=TakenShape)
def send_file(
    request: Call, number: Number, sent: Annotated[PhoneFileAsked, Form()], file: SentFile
) -> HttpResponse:
    """Take in a photo (JPEG, PNG) or the customer's signature (PNG) of at most 25 MB."""
    given = sent.model_dump()
    signer: Line = given.pop("signer")
    content = Sent(
        **given,
        payload={"signer": signer} if sent.kind == "sign" else {},
        file=cast(IO[bytes], file),
        file_name=file.name or "",
    )
    return _taken(request, number, content)


def _taken(request: Call, number: str, sent: Sent) -> HttpResponse:
    row = find_named(request.user, number)
    taken = take_in(row, sent, by=request.user, now=request.now)
    if not taken.again:
        issue_if_due(row, by=request.user, now=request.now)
    return reply(shown(TakenShape, taken))
