"""Watching a case, and having seen where one was named."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.desk.actions.assigning import NOT_OF_THE_DESK
from lumencare.desk.models import Case, Mention, Watcher
from lumencare.domain.problems import InputProblems, Problem


def watch(case: Case, *, by: User, now: datetime, person: User | None = None) -> None:
    """Tell somebody, or whoever asks, what happens to a case; asked twice it is one."""
    require_right(by, Right.SEE_CASES)
    who = person or by
    if not may(who, Right.SEE_CASES):
        raise InputProblems([Problem("person", who.name, NOT_OF_THE_DESK)])
    Watcher.objects.get_or_create(case=case, person=who, defaults={"since": now})


def unwatch(case: Case, *, by: User, person: User | None = None) -> None:
    """Tell somebody no more."""
    require_right(by, Right.SEE_CASES)
    Watcher.objects.filter(case=case, person=person or by).delete()


def see_mentions(case: Case, *, by: User, now: datetime) -> int:
    """Mark as seen where one was named in the notes of a case; returns how many."""
    require_right(by, Right.SEE_CASES)
    named = Mention.objects.filter(message__case=case, person=by, seen_at=None)
    return named.update(seen_at=now)
