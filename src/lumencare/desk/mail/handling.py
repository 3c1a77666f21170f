"""Mails that were set aside: looked at by somebody, made into a case after all, or done with."""

from datetime import datetime, timedelta

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.actions.opening import open_case
from lumencare.desk.actions.receiving import receive_message
from lumencare.desk.mail.intake import Arrived, incoming_of, report_of
from lumencare.desk.mail.reading import Unreadable, read_mail
from lumencare.desk.mail.threads import case_of_thread
from lumencare.desk.models import Case, IncomingMail
from lumencare.domain.problems import Conflict, Refused
from lumencare.domain.text import Text, does_not_apply

KEPT_AFTER = timedelta(days=30)
HANDLED = Text("他人已处理此邮件。", "Somebody has dealt with this mail.")
NO_WORDS = Text(
    "此邮件无法解读，请下载原件查看后手工受理。",
    "This mail cannot be read; download it, and open a case by hand.",
)


def take_anyway(mail: IncomingMail, *, by: User, now: datetime) -> Case:
    """Make a message of a mail that was set aside, in the case it answers or a new one.

    Nobody is answered automatically. Refused where the mail cannot be read.
    """
    require_right(by, Right.OPEN_CASES)
    with mail.file.open("rb") as file:
        arrived = Arrived(file.read(), mail.arrived_at, whole=mail.why != IncomingMail.Why.TOO_BIG)
    try:
        read = read_mail(arrived.raw)
    except Unreadable as error:
        raise Refused(does_not_apply("D-14", NO_WORDS)) from error
    with transaction.atomic():
        case = case_of_thread(read)
        if case is None:
            case = open_case(report_of(read, mail.arrived_at), by=by, now=now).case
        message = receive_message(case, incoming_of(read, arrived, now), by=by, now=now).message
        _handle(mail, by=by, now=now, case=message.case)
    return message.case


def dismiss(mail: IncomingMail, *, by: User, now: datetime) -> None:
    """Say that nothing has to be done about a mail that was set aside."""
    require_right(by, Right.WORK_CASES)
    with transaction.atomic():
        _handle(mail, by=by, now=now, case=mail.case)


def forget_handled(now: datetime) -> int:
    """Throw away the content of mails that somebody dealt with long ago; return how many."""
    old = IncomingMail.objects.filter(handled_at__lt=now - KEPT_AFTER).exclude(file="")
    count = 0
    for each in old:
        each.file.storage.delete(str(each.file.name))
        count += IncomingMail.objects.filter(pk=each.pk).update(file="")
    return count


def _handle(mail: IncomingMail, *, by: User, now: datetime, case: Case | None) -> None:
    waiting = IncomingMail.objects.filter(pk=mail.pk, handled_at=None)
    aside = waiting.filter(outcome=IncomingMail.Outcome.SET_ASIDE)
    if not aside.update(handled_at=now, handled_by=by, case=case):
        raise Conflict(HANDLED)
    record(mail, action="handle", by=by, now=now, changes={"case": (mail.case, case)})
