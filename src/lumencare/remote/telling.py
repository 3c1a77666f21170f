"""Who is told of agreements and sessions: programs by events, staff by mail, the case's log."""

from collections.abc import Iterable
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.servicehours import ServiceWindow
from lumencare.domain.text import Text
from lumencare.notices.actions import Recipient, Reminder, announce, put_down
from lumencare.remote.models import RemoteAgreement, RemoteSession

# Who is connected, or whose link somebody guesses at, is told at night as well.
AT_ANY_HOUR = frozenset(ServiceWindow)


def name_of(by: User | str) -> str:
    """Return the name under which somebody did something."""
    return by.name if isinstance(by, User) else by


def tell_agreement(kind: str, agreement: RemoteAgreement, said: Text, now: datetime) -> None:
    """Let others be told what became of an agreement, in the same transaction."""
    data = {
        "label": f"{agreement.number} {agreement.system.site.name}",
        "text": said,
        "state": agreement.state,
        "mode": agreement.mode,
        "system": agreement.system_id,
        "case": agreement.case.number if agreement.case else None,
        "valid_until": agreement.valid_until,
    }
    announce(
        kind,
        subject_kind="remote-agreement",
        subject_key=agreement.number,
        data=data,
        now=now,
    )


def tell_session(kind: str, session: RemoteSession, now: datetime) -> None:
    """Let others be told what became of a session, in the same transaction."""
    data = {
        "label": f"{session.number} {session.system.site.name}",
        "state": session.state,
        "mode": session.mode,
        "system": session.system_id,
        "case": session.case.number,
        "agreement": session.agreement.number,
        "engineer": session.engineer.name,
        "ended_by": session.ended_by,
    }
    announce(kind, subject_kind="remote-session", subject_key=session.number, data=data, now=now)


def tell_staff(agreement: RemoteAgreement, what: str, said: Text, now: datetime) -> None:
    """Tell whoever asked for the signature and whoever has the case, each once, at any hour.

    `what` names the occasion: it makes each told once.
    """
    people = [agreement.created_by]
    if agreement.case is not None and agreement.case.assignee is not None:
        people.append(agreement.case.assignee)
    running = agreement.sessions.exclude(state="ended").select_related("engineer")
    people += [each.engineer for each in running]
    put_down(_reminders(agreement, people, what, said, now), now)


def _reminders(
    agreement: RemoteAgreement, people: Iterable[User], what: str, said: Text, now: datetime
) -> Iterable[Reminder]:
    label = f"{agreement.number} {agreement.system.site.name}"
    for each in {one.pk: one for one in people}.values():
        if may(each, Right.SEE_REMOTE):
            yield Reminder(
                key=f"remote:{agreement.number}:{what}:{each.pk}",
                recipient=Recipient.of(each),
                subject=Text(f"{said.zh}：{label}", f"{said.en} {label}"),
                text=Text(f"{label}\n{said.zh}", f"{label}\n{said.en}"),
                due_at=now,
                path=f"/remote/agreements/{agreement.number}/",
                windows=AT_ANY_HOUR,
            )
