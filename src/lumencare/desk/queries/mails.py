"""Mails that were set aside and wait for somebody to look at them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.desk.models import IncomingMail
from lumencare.desk.queries.talk import OpenedFile
from lumencare.domain.text import Text
from lumencare.sites.phones import mask_email

Why = IncomingMail.Why
MOST = 100
WHY_NAMES = {
    Why.AUTOMATIC: Text("自动回复", "An automatic answer"),
    Why.BULK: Text("群发邮件", "A mail to many"),
    Why.BOUNCE: Text("退信", "A mail that came back"),
    Why.OWN: Text("本系统发出的邮件", "A mail of our own"),
    Why.FLOOD: Text("来信过多", "Too many mails of one sender"),
    Why.UNREADABLE: Text("无法解读", "It cannot be read"),
    Why.TOO_BIG: Text("邮件过大", "It is too big"),
    Why.OLD: Text("早于 60 天", "It is older than 60 days"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """A mail that was set aside; `case` is the one that it is about, where that is known."""

    pk: int
    from_name: str
    from_address: str
    subject: str
    arrived_at: datetime
    why: str
    why_name: Text
    detail: str
    size: int
    case: str


def mails_set_aside(user: User) -> list[MailFacts]:
    """Return the mails that nobody has dealt with, newest first."""
    require_right(user, Right.WORK_CASES)
    whole = may(user, Right.SEE_PHONES)
    rows = _waiting().select_related("case").order_by("-arrived_at", "-pk")[:MOST]
    return [
        MailFacts(
            pk=each.pk,
            from_name=each.from_name,
            from_address=each.from_address if whole else mask_email(each.from_address),
            subject=each.subject,
            arrived_at=each.arrived_at,
            why=each.why,
            why_name=WHY_NAMES[Why(each.why)],
            detail=each.detail,
            size=each.size,
            case=each.case.number if each.case else "",
        )
        for each in rows
    ]


def count_set_aside() -> int:
    """Return how many mails wait to be looked at."""
    return _waiting().count()


def find_mail(user: User, pk: int) -> IncomingMail:
    """Return a mail that was set aside; else Http404."""
    require_right(user, Right.WORK_CASES)
    aside = IncomingMail.objects.filter(outcome=IncomingMail.Outcome.SET_ASIDE)
    found = aside.filter(pk=pk).select_related("case").first()
    if found is None:
        raise Http404(f"mail {pk}")
    return found


def open_mail(user: User, pk: int) -> OpenedFile:
    """Return the source of a mail that was set aside; else Http404."""
    mail = find_mail(user, pk)
    if not mail.file:
        raise Http404(f"mail {pk}")
    return OpenedFile(f"mail-{mail.pk}.eml", "message/rfc822", mail.size, "", mail.file)


def _waiting() -> QuerySet[IncomingMail]:
    return IncomingMail.objects.filter(outcome=IncomingMail.Outcome.SET_ASIDE, handled_at=None)
