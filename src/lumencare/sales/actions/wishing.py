"""A customer asks for a quote: kept once while it waits, sales are told, a quote answers it."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right, Role
from lumencare.audit.actions import record
from lumencare.domain.codes import PlanCode
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.notices.actions import Recipient, Reminder, put_down
from lumencare.sales.models import QuoteWish
from lumencare.sales.written import read_written
from lumencare.sites.models import System
from lumencare.sites.visitors import Visitor, system_seen

LONGEST_WORDS = 1000
MOST = 50


def ask_quote(system: int, *, plan: str, words: str, visitor: Visitor, now: datetime) -> QuoteWish:
    """Keep that a quote is wanted; while one waits, what is said anew takes its place."""
    row = system_seen(visitor, system)
    if plan and plan not in set(PlanCode):
        raise InputProblems([Problem("plan", plan, A_PLAN)])
    said = read_written(words, "words", LONGEST_WORDS) if words.strip() else ""
    fields = {"plan": plan, "words": said, "by": visitor.user, "by_name": visitor.name}
    with transaction.atomic():
        wish, is_new = QuoteWish.objects.update_or_create(
            system=row, answered_at=None, defaults={**fields, "asked_at": now}
        )
        record(row, action="ask-quote", by=visitor.by, now=now, why=f"{plan} {said}".strip())
        if is_new:
            _tell(wish, row, now)
    return wish


def answer_wishes(system: int, now: datetime) -> None:
    """Let what customers asked for a system be answered: a quote of it was begun."""
    QuoteWish.objects.filter(system=system, answered_at=None).update(answered_at=now)


def wishes_waiting(user: User) -> list[QuoteWish]:
    """Return what customers ask quotes for and nobody has begun, oldest first."""
    require_right(user, Right.MAKE_QUOTES)
    rows = QuoteWish.objects.filter(answered_at=None).select_related("system__site__owner")
    return list(rows.order_by("asked_at", "pk")[:MOST])


def wish_of(visitor: Visitor, system: int) -> QuoteWish | None:
    """Return what waits for a quote of a system that the visitor sees."""
    row = system_seen(visitor, system)
    return QuoteWish.objects.filter(system=row, answered_at=None).first()


def _tell(wish: QuoteWish, system: System, now: datetime) -> None:
    people = User.objects.filter(is_active=True, roles__role=Role.SALES).order_by("pk")
    label = f"{system.site.name} {system.name}"
    put_down(
        [
            Reminder(
                key=f"quote-wish:{wish.pk}",
                recipient=Recipient.of(each),
                subject=Text(f"客户索取报价：{label}", f"A customer asks for a quote: {label}"),
                text=Text(
                    f"{wish.by_name}：{wish.plan} {wish.words}",
                    f"{wish.by_name}: {wish.plan} {wish.words}",
                ),
                due_at=now,
                path=f"/systems/{system.pk}/quote",
            )
            for each in people
        ],
        now,
    )


A_PLAN = Text("应为一项计划的代码。", "The code of a plan is expected.")
