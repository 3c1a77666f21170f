"""Drafts: a quote begins with one, a revision is one, and only a draft can be changed."""

from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.problems import Refused
from lumencare.domain.quotation.stored import Choices, choices_answer
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.actions.steps import lock_quote, take_step
from lumencare.sales.actions.wishing import answer_wishes
from lumencare.sales.finding import remember_quote
from lumencare.sales.models import IN_WORK, Quote, QuoteState, QuoteVersion
from lumencare.sales.numbers import next_number
from lumencare.sales.states import Step, require_step
from lumencare.sites.models import System
from lumencare.sites.search import visible_sites

NO_CHOICES = Choices()


def start_quote(
    system_pk: int, *, by: User, now: datetime, choices: Choices = NO_CHOICES
) -> QuoteVersion:
    """Begin a quote of a system: a number, and version 1 as a draft."""
    require_right(by, Right.MAKE_QUOTES)
    with transaction.atomic():
        rows = System.objects.filter(site__in=visible_sites(by)).select_related("site__owner")
        system = get_object_or_404(rows, pk=system_pk)
        if system.retired_on is not None:
            raise Refused(does_not_apply("D-14", OUT_OF_USE))
        number = next_number(in_shanghai(now).date())
        quote = Quote.objects.create(number=number, system=system, author=by, created_at=now)
        version = _add_draft(quote, 1, choices_answer(choices), by=by, now=now)
        answer_wishes(system.pk, now)
        remember_quote(quote)
    return version


def change_draft(
    version: QuoteVersion, choices: Choices, *, by: User, now: datetime
) -> QuoteVersion:
    """Keep other choices in a draft; nothing is written where they are the same."""
    require_right(by, Right.MAKE_QUOTES)
    answer = choices_answer(choices)
    if version.state == QuoteState.DRAFT and version.choices == answer:
        return version
    return take_step(version, Step.CHANGE, by=by, now=now, fields={"choices": answer})


def revise(version: QuoteVersion, *, by: User, now: datetime) -> QuoteVersion:
    """Begin the next version with the choices of the last one.

    A version that a customer holds stays valid until the new one is sent; one that nobody outside
    has seen is superseded at once.
    """
    require_right(by, Right.MAKE_QUOTES)
    with transaction.atomic():
        lock_quote(version)
        quote = Quote.objects.select_related("system__site__owner").get(pk=version.quote_id)
        last = quote.versions.select_related("quote").latest("number")
        _require_revisable(quote, last)
        if last.state in IN_WORK:
            take_step(last, Step.SUPERSEDE, by=by, now=now, fields={"ended_at": now})
        return _add_draft(quote, last.number + 1, last.choices, by=by, now=now)


def _require_revisable(quote: Quote, last: QuoteVersion) -> None:
    require_step(Step.REVISE, last.state)
    # The accepted version need not be the last one: a revision may have been withdrawn.
    if quote.versions.filter(state=QuoteState.ACCEPTED).exists():
        require_step(Step.REVISE, QuoteState.ACCEPTED)


def _add_draft(
    quote: Quote, number: int, choices: object, *, by: User, now: datetime
) -> QuoteVersion:
    version = QuoteVersion.objects.create(
        quote=quote, number=number, choices=choices, author=by, created_at=now, changed_at=now
    )
    step = Step.START if number == 1 else Step.REVISE
    record(version, action=step.value, by=by, now=now, changes={"choices": (None, choices)})
    return version


OUT_OF_USE = Text(
    "该系统已停用，不能报价。", "This system is out of use; no quote can be made of it."
)
