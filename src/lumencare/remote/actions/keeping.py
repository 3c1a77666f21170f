"""What time alone does: agreements expire, sessions past their time stop, ends are reminded of."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from lumencare.domain.remote.sessions import EndedBy
from lumencare.domain.remote.states import AgreementState, AgreementStep, last_day_of
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.notices.actions import Recipient, Reminder, put_down
from lumencare.remote.actions.steps import lock_agreement, take_step
from lumencare.remote.actions.stopping import stop_sessions
from lumencare.remote.links import address_of
from lumencare.remote.models import RemoteAgreement, RemoteSession

RUNGS = (30, 7)
OVER = Text("有效期或同意的时段已过", "the agreed time is over")


def stop_past(now: datetime) -> int:
    """Expire agreements that are over, stop sessions that nothing allows any more; tell how many.

    It may run late, twice or after a kill: nothing that may connect rests on it.
    """
    over = RemoteAgreement.objects.filter(state=AgreementState.SIGNED, valid_until__lte=now)
    count = 0
    for pk in list(over.values_list("pk", flat=True)):
        with transaction.atomic():
            row = lock_agreement(pk)
            if row.state == AgreementState.SIGNED:
                take_step(row, AgreementStep.EXPIRE, by=None, now=now)
                count += stop_sessions(row, EndedBy.OVER, why=_WHY, by=_BY, now=now) + 1
    for pk in list(_outside_consent(now)):
        with transaction.atomic():
            row = lock_agreement(pk)
            count += stop_sessions(row, EndedBy.OVER, why=_WHY, by=_BY, now=now)
    return count


def remind_ending(now: datetime) -> int:
    """Remind staff and signer of agreements that end in 30 and in 7 days, each rung once."""
    reminders = list(_reminders(now))
    put_down(reminders, now)
    return len(reminders)


def _outside_consent(now: datetime) -> Iterator[int]:
    """Yield the agreements whose sessions are past the time that the customer gave."""
    held = Q(agreement__consents__withdrawn_at=None, agreement__consents__ends_at__lte=now)
    rows = RemoteSession.objects.filter(held).exclude(state="ended")
    yield from rows.values_list("agreement", flat=True).distinct()


def _reminders(now: datetime) -> Iterator[Reminder]:
    horizon = now + timedelta(days=max(RUNGS) + 1)
    rows = RemoteAgreement.objects.filter(
        state=AgreementState.SIGNED, valid_until__gt=now, valid_until__lte=horizon
    )
    renewed = RemoteAgreement.objects.filter(follows__isnull=False, state=AgreementState.SENT)
    for row in rows.exclude(pk__in=renewed.values("follows")).select_related(
        "system__site", "created_by"
    ):
        if row.valid_until is None:
            continue
        last = last_day_of(row.valid_until)
        left = (last - in_shanghai(now).date()).days
        reached = [each for each in RUNGS if left <= each]
        if reached:
            yield from _of(row, min(reached), now)


def _of(row: RemoteAgreement, rung: int, now: datetime) -> Iterator[Reminder]:
    last = last_day_of(row.valid_until) if row.valid_until else ""
    place = f"{row.system.site.name} {row.system.name}"
    subject = Text(
        f"远程协议 {row.number} 将于 {last} 到期：{place}",
        f"Remote agreement {row.number} ends on {last}: {place}",
    )
    key = f"remote-end:{row.number}:{rung}"
    yield Reminder(
        key=f"{key}:staff",
        recipient=Recipient.of(row.created_by),
        subject=subject,
        text=Text(
            f"{subject.zh}\n请发送续签链接。", f"{subject.en}\nSend the link that renews it."
        ),
        due_at=now,
        path=f"/remote/agreements/{row.number}/",
    )
    link = row.links.filter(taken_back_at=None).first()
    if row.signer_email and link is not None:
        yield Reminder(
            key=f"{key}:signer",
            recipient=Recipient(row.signer_email, row.signer_name),
            subject=subject,
            text=Text(
                f"{subject.zh}\n到期后不能再远程连接，我方将发送续签链接。\n{address_of(link)}",
                f"{subject.en}\nNobody can connect afterwards; we will send a link to renew it.\n"
                f"{address_of(link, 'en')}",
            ),
            due_at=now,
        )


_WHY = f"{OVER.zh} {OVER.en}"
_BY = "Lumencare"
