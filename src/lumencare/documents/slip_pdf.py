"""The slip that goes with a part for a claim: what leaves, where to, what comes back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lumencare.documents.contract_checks import typeset_or_name
from lumencare.documents.qr_code import draw_qr_code
from lumencare.domain.text import Text

TEMPLATE = "slip"
TITLE = Text("备件随附单", "Spare-part slip")


@dataclass(frozen=True, slots=True)
class SlipPart:
    """A part on the slip; what is not known is empty."""

    number: str
    name: Text
    serial: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipContext:
    """A claim as its slip says it: the part that goes, the place, and the part that is asked back.

    `back` is None where no old part is wanted; `address` leads to the claim.
    """

    number: str
    case: str
    on: date
    address: str
    site: str
    owner: str
    city: str
    street: str
    system: str
    place: str
    given_to: str
    out: SlipPart
    back: SlipPart | None
    back_by: date | None
    back_to: Text


def render_slip(context: SlipContext, moment: datetime) -> bytes:
    """Return the slip as PDF/A-2a and PDF/UA-1; InputProblems names what the font cannot show."""
    return typeset_or_name(TEMPLATE, context, write_slip(context), moment)


def write_slip(context: SlipContext) -> dict[str, Any]:
    """Return what the template prints."""
    plain = ("number", "case", "site", "owner", "city", "street", "system", "place", "given_to")
    return {
        "title": {"zh": TITLE.zh, "en": TITLE.en},
        "edition": "",
        **{name: getattr(context, name) for name in plain},
        "on": context.on.isoformat(),
        "check": {"address": context.address, "code": draw_qr_code(context.address)},
        "out": _part(context.out),
        "back": _part(context.back) if context.back is not None else None,
        "back_by": context.back_by.isoformat() if context.back_by else "",
        "back_to": {"zh": context.back_to.zh, "en": context.back_to.en},
    }


def _part(part: SlipPart) -> dict[str, Any]:
    return {
        "number": part.number,
        "zh": part.name.zh,
        "en": part.name.en,
        "serial": part.serial,
        "quantity": str(part.quantity),
    }
