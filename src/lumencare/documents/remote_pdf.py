"""The remote agreement as PDF and page pictures: what is shown to be signed, and the signed one."""

from datetime import datetime
from typing import Any

from lumencare.documents.clause_groups import mark_all
from lumencare.documents.contract_checks import find_half_texts, typeset_or_name
from lumencare.documents.contract_data import SHOWN_OF_HASH, write_party
from lumencare.documents.figures import pair
from lumencare.documents.qr_code import draw_qr_code
from lumencare.documents.remote_context import RemoteContext
from lumencare.documents.typesetting import picture_pages
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text

TEMPLATE = "remote"
TITLE = Text("远程服务安全验证协议", "Remote Session Security Verification Contract")


def render_remote(context: RemoteContext, moment: datetime, drawing: bytes = b"") -> bytes:
    """Return the agreement as PDF/A-2a and PDF/UA-1: the same bytes for the same facts and moment.

    `drawing` is the PNG of what the signer drew beside their name.

    Raises InputProblems for a wording that lacks a language (G-2) and for characters that the font
    cannot show.
    """
    _require_sound(context)
    return typeset_or_name(TEMPLATE, context, write_remote(context, drawing), moment)


def picture_remote(context: RemoteContext, drawing: bytes = b"") -> list[bytes]:
    """Return the agreement's pages as PNG pictures."""
    _require_sound(context)
    return picture_pages(TEMPLATE, write_remote(context, drawing))


def write_remote(context: RemoteContext, drawing: bytes = b"") -> dict[str, Any]:
    """Return what the template prints."""
    system, signer = context.system, context.signer
    return {
        "title": pair(TITLE),
        "number": context.number,
        "on": context.on.isoformat(),
        "edition": context.edition,
        "wording": context.wording,
        "months": context.months,
        "customer": write_party(context.customer),
        "provider": write_party(context.provider),
        "system": {name: getattr(system, name) for name in SYSTEM_FIELDS},
        "server": pair(context.server),
        "mode": pair(context.mode),
        "mode_hint": pair(context.mode_hint),
        "engineers": list(context.engineers),
        "signer": {
            "name": signer.name,
            "party": pair(signer.party),
            "organization": signer.organization,
            "reach": signer.reach,
        },
        "period": None if context.period is None else pair(context.period),
        "clauses": [
            {"heading": pair(group.heading), "clauses": [pair(each.text) for each in group.clauses]}
            for group in context.clauses
        ],
        "clause_mark": mark_all(context.clauses)[:SHOWN_OF_HASH],
        "contacts": [{**pair(each.label), "value": each.value} for each in context.contacts],
        "check": {"address": context.check_address, "code": draw_qr_code(context.check_address)},
        "sealing": {
            "signer": context.sealing.signer,
            "self_made": context.sealing.is_self_made,
        },
        "evidence": [{"label": pair(each.label), "value": each.value} for each in context.evidence],
        "drawing": list(drawing),
    }


def _require_sound(context: RemoteContext) -> None:
    problems = list(find_half_texts(context))
    if problems:
        raise InputProblems(problems)


SYSTEM_FIELDS = ("project", "ref", "name", "system_type", "city", "address")
