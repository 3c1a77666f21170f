"""Issuing: facts, edition, lines, reasons and PDF are fixed for ever."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.documents.quotation_pdf import render_quotation
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.quotation.stored import request_answer
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sales.actions.steps import take_step
from lumencare.sales.archive import Kept, keep_pdf
from lumencare.sales.making import Made, make_version
from lumencare.sales.models import QuoteState, QuoteVersion
from lumencare.sales.states import Step, require_step
from lumencare.sites.models import System


def issue(version: QuoteVersion, *, by: User, now: datetime) -> QuoteVersion:
    """Fix a draft: it is approved at once unless a price lies below the computed one (D-20).

    Raises QuotationRefused and InputProblems as the core does. The PDF is on the disk before the
    version names it, and nothing of it is ever made again.
    """
    require_right(by, Right.MAKE_QUOTES)
    require_step(Step.ISSUE, version.state)
    made = make_version(version, by, in_shanghai(now).date())
    if not made.quotation.lines:
        raise InputProblems([Problem("plans", "", NOTHING_CHOSEN)])
    pdf = render_quotation(made.quotation)
    kept = keep_pdf(pdf, version.quote.number, version.number, now)
    with transaction.atomic():
        if not System.objects.filter(pk=made.system_pk, version=made.system_version).exists():
            raise Conflict(FACTS_CHANGED)
        return take_step(version, Step.ISSUE, by=by, now=now, fields=_fixed(made, kept, now))


def _fixed(made: Made, kept: Kept, now: datetime) -> dict[str, Any]:
    quotation = made.quotation
    needs_approval = quotation.needs_approval
    state = QuoteState.AWAITING_APPROVAL if needs_approval else QuoteState.APPROVED
    return {
        "state": state.value,
        "issued_at": now,
        "quoted_on": quotation.on,
        "valid_until": quotation.valid_until,
        "edition": quotation.edition.code,
        "request": request_answer(quotation.request),
        "quotation": made.answer,
        "net_fen": None if quotation.net is None else quotation.net.fen,
        "gross_fen": None if quotation.gross is None else quotation.gross.fen,
        "needs_approval": needs_approval,
        "pdf": kept.name,
        "pdf_sha256": kept.sha256,
    }


NOTHING_CHOSEN = Text("请至少选择一项计划。", "Choose at least one plan.")
FACTS_CHANGED = Text(
    "系统的资料刚刚被他人更改，请核对价格后重新出具。",
    "Somebody has just changed the facts of this system; check the prices and issue it again.",
)
