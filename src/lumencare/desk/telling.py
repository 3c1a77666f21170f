"""Who is told what happens to a case: those who watch it and those who take care of it, by mail."""

from collections.abc import Iterable
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.desk.models import Case
from lumencare.domain.text import Text
from lumencare.notices.actions import Recipient, Reminder, put_down


def name_of(by: User | str | None) -> str:
    """Return the name under which somebody did something."""
    return by.name if isinstance(by, User) else by or "Lumencare"


def tell_watchers(
    case: Case, what: str, said: Text, *, by: User | str | None, now: datetime
) -> None:
    """Tell those who watch a case, but not who did it; `what` makes each told once."""
    people = {each.person.pk: each.person for each in case.watchers.select_related("person")}
    if case.assignee is not None:
        people[case.assignee.pk] = case.assignee
    tell_people(case, people.values(), what, said, by=by, now=now)


def tell_people(
    case: Case,
    people: Iterable[User],
    what: str,
    said: Text,
    *,
    by: User | str | None,
    now: datetime,
) -> None:
    """Tell some people something about a case, each once."""
    label = f"{case.number} {case.summary}"
    name = name_of(by)
    put_down(
        [
            Reminder(
                key=f"case:{case.number}:{what}",
                recipient=Recipient.of(each),
                subject=Text(f"{said.zh}：{label}", f"{said.en}: {label}"),
                text=Text(f"{label}\n{name}：{said.zh}", f"{label}\n{name}: {said.en}"),
                due_at=now,
                path=f"/cases/{case.number}/",
            )
            for each in people
            if each != by and may(each, Right.SEE_CASES)
        ],
        now,
    )
