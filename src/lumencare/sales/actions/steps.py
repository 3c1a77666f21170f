"""One step of a version along the table: a conditional update, its entry, or who was faster."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.audit.actions import record
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sales.models import Quote, QuoteVersion
from lumencare.sales.states import TRANSITIONS, VERBS, Step, require_step

# What the trail does not repeat: the version holds it, or it changes with every step.
UNTOLD = {"request", "quotation", "changed_at"}


def take_step(
    version: QuoteVersion,
    step: Step,
    *,
    by: User | str | None,
    now: datetime,
    why: str = "",
    fields: Mapping[str, Any] | None = None,
) -> QuoteVersion:
    """Take a step and write its fields with it, if the version is still as it was read.

    `fields` may name the state where a step leads to several. Raises Refused where the table has no
    such step, and Conflict, saying who did what, where somebody was faster.
    """
    require_step(step, version.state)
    changes = {**_target(step), **(fields or {}), "changed_at": now}
    with transaction.atomic():
        lock_quote(version)
        rows = QuoteVersion.objects.filter(
            pk=version.pk, state=version.state, version=version.version
        )
        if not rows.update(**changes, version=version.version + 1):
            raise conflict_over(version)
        told = {
            name: (getattr(version, name), value)
            for name, value in changes.items()
            if name not in UNTOLD
        }
        for name, value in {**changes, "version": version.version + 1}.items():
            setattr(version, name, value)
        record(version, action=step.value, by=by, now=now, changes=told, why=why)
    return version


def lock_quote(version: QuoteVersion) -> None:
    """Let no other transaction change the versions of this quote until this one ends."""
    Quote.objects.select_for_update().get(pk=version.quote_id)


def conflict_over(version: QuoteVersion) -> Conflict:
    """Return the Conflict that says what was done to a version since it was read, and by whom."""
    last = (
        Entry.objects.filter(kind=version._meta.label_lower, key=str(version.pk))
        .order_by("-id")
        .first()
    )
    if last is None or last.action not in DONE:
        return Conflict(
            Text("内容已被他人更改，请重新载入。", "Somebody changed this; load it again.")
        )
    moment, done = f"{in_shanghai(last.at):%Y-%m-%d %H:%M}", DONE[Step(last.action)]
    return Conflict(
        Text(
            f"{last.by_name} 于 {moment} {done.zh}，您的操作没有执行。",
            f"{last.by_name} {done.en} at {moment}; what you asked for was not done.",
        )
    )


def _target(step: Step) -> dict[str, str]:
    targets = TRANSITIONS[step].targets
    return {"state": next(iter(targets)).value} if len(targets) == 1 else {}


DONE: Mapping[str, Text] = {
    Step.START: Text("新建了此版本", "started this version"),
    **{step: Text(f"已{verb.zh}此版本", f"{verb.en} this version") for step, verb in VERBS.items()},
}
