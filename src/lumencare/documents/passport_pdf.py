"""The coverage passport as a PDF: one page, both languages, checked by its code."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from lumencare.documents.figures import pair
from lumencare.documents.passport_context import PassportContext, PassportReason
from lumencare.documents.qr_code import draw_qr_code
from lumencare.documents.typesetting import Unprintable, find_unprintable, typeset
from lumencare.domain.quotation.cover import Labour, YearCover
from lumencare.domain.text import Text

TEMPLATE = "passport"
TITLE = Text("保障证明", "Coverage Passport")
NO_PLAN = Text("无计划", "no plan")
# What stands for a character of somebody's name that the font lacks.
IN_PLACE = "□"
WRITTEN = ("site", "owner", "system", "ref")


def render_passport(context: PassportContext, moment: datetime) -> bytes:
    """Return the passport as PDF/A-2a and PDF/UA-1: the same bytes for the same facts and moment.

    A character that the font cannot show is printed as □.
    """
    try:
        return typeset(TEMPLATE, write_passport(context), moment)
    except Unprintable:
        written = "".join(getattr(context, name) for name in WRITTEN)
        lacking = find_unprintable(written, moment)
        if not lacking:
            raise
    put = dict.fromkeys(map(ord, lacking), IN_PLACE)
    changed = {name: getattr(context, name).translate(put) for name in WRITTEN}
    return typeset(TEMPLATE, write_passport(replace(context, **changed)), moment)


def write_passport(context: PassportContext) -> dict[str, Any]:
    """Return what the template prints."""
    plans = context.plans or (NO_PLAN,)
    return {
        "title": pair(TITLE),
        "number": context.number,
        "made_on": context.made_on.isoformat(),
        "on": context.on.isoformat(),
        "site": context.site,
        "owner": context.owner,
        "system": context.system,
        "ref": context.ref,
        "year": context.project_year,
        "plans": [pair(each) for each in plans],
        "headline": pair(context.headline),
        "sentence": pair(context.sentence),
        "response": pair(context.response) if context.response else None,
        "other": pair(context.other),
        "last_day": context.last_day.isoformat() if context.last_day else "",
        "then_on": context.then_on.isoformat() if context.then_on else "",
        "then": pair(context.then) if context.then else None,
        "years": [_year(each, context.project_year) for each in context.years],
        "reasons": [_reason(each) for each in context.reasons],
        "edition": context.edition,
        "edition_name": pair(context.edition_name),
        "contacts": [{**pair(each.label), "value": each.value} for each in context.contacts],
        "check": {"address": context.check_address, "code": draw_qr_code(context.check_address)},
        "sealing": {
            "signer": context.sealing.signer,
            "self_made": context.sealing.is_self_made,
        },
    }


def _year(cover: YearCover, now: int) -> dict[str, Any]:
    return {
        "year": cover.project_year,
        "percent": cover.parts_percent,
        "labour": cover.labour is not Labour.NONE,
        "until": cover.span.last_day.isoformat(),
        "now": cover.project_year == now,
    }


def _reason(reason: PassportReason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        **pair(reason.text),
        "clause": reason.clause,
        "wording": pair(reason.wording) if reason.wording else None,
    }
