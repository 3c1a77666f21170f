"""Send the reminders that are due: in business hours only, to people who want them."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet

from lumencare.calendars.queries import calendar_in_force
from lumencare.domain.servicehours import ServiceHours, ServiceWindow, is_open
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, short_language
from lumencare.notices.actions.announcing import announce, is_wanted
from lumencare.notices.choices import is_stopped, stop_address
from lumencare.notices.kinds import REMINDER_SENT
from lumencare.notices.mailing import deliver_mail, due_mails, mail_server
from lumencare.notices.models import Notice

log = logging.getLogger("lumencare.notices")
BATCH = 300
LEFT = "已离职 / has left"
NOT_WANTED = "不接收邮件提醒 / wants no reminders by mail"
NOT_CHOSEN = "收件人不接收此类提醒 / the recipient chose not to get such reminders"
STOP = Text("不再接收此类提醒：", "Get no more reminders of this kind:")
FOOT = Text(
    "可在“我的账号”中选择是否接收邮件提醒。",
    "Whether you get reminders by mail is chosen under “My account”.",
)


def send_reminders(now: datetime) -> int:
    """Send what is due and may leave at this hour; return how many left.

    What an outage kept waiting leaves in the next hours of its own: business hours, or a window
    that was bought for its service, and not in a night that nobody bought.
    """
    rows = _waiting().filter(_may_leave(now)).select_related("user")
    due = due_mails(rows, now, BATCH)
    if not due:
        return 0
    told, server = is_wanted(REMINDER_SENT), mail_server()
    try:
        # One connection for all; where the server is away, that is no fault of any mail.
        server.open()
    except (OSError, SMTPException):
        log.exception("the mail server cannot be reached")
        return 0
    try:
        return sum(_send(each, now, by=server, tell=told) for each in due)
    finally:
        server.close()


def in_business_hours(now: datetime) -> bool:
    """Tell whether it is between 8:00 and 18:00 of a business day."""
    return is_open(ServiceHours(calendar_in_force()), in_shanghai(now))


def _may_leave(now: datetime) -> Q:
    """Return the condition of what may leave now: all in business hours, else by its windows."""
    here, calendar = in_shanghai(now), calendar_in_force()
    if is_open(ServiceHours(calendar), here):
        return Q()
    wanted = Q(pk=None)
    for window in ServiceWindow:
        if is_open(ServiceHours(calendar, frozenset({window})), here):
            wanted |= Q(windows__contains=window.value)
    return wanted


def _waiting() -> QuerySet[Notice]:
    return Notice.objects.filter(sent_at=None, cancelled_at=None)


def _send(notice: Notice, now: datetime, **how: Any) -> bool:
    why = _why_not(notice)
    if why:
        _waiting().filter(pk=notice.pk).update(cancelled_at=now, cancelled_why=why)
        return False
    if not deliver_mail(_waiting(), notice, lambda: _compose(notice), now, by=how["by"]):
        return False
    with transaction.atomic():
        # Cancelled while it was on its way: it is out, and that is what is kept.
        ended = {"sent_at": now, "problem": "", "cancelled_at": None, "cancelled_why": ""}
        Notice.objects.filter(pk=notice.pk).update(**ended)
        if how["tell"]:
            announce(
                REMINDER_SENT,
                subject_kind="notice",
                subject_key=notice.pk,
                data={"key": notice.key, "label": notice.subject["zh"], "path": notice.path},
                now=now,
            )
    return True


def _why_not(notice: Notice) -> str:
    user = notice.user
    if user is not None and not user.is_active:
        return LEFT
    if user is not None and not user.reminders_by_mail:
        return NOT_WANTED
    return NOT_CHOSEN if is_stopped(notice) else ""


def _compose(notice: Notice) -> EmailMessage:
    """Write a reminder in its recipient's language, with a link to what it is about."""
    language = notice.user.language if notice.user else notice.language
    short = short_language(language)
    parts = [notice.text[short]]
    if notice.path:
        start = f"{settings.PUBLIC_URL.rstrip('/')}{'/en' if short == 'en' else ''}"
        parts.append(f"{start}{notice.path}")
    stop, headers = stop_address(notice, short), {}
    if stop:
        parts.append(f"{STOP.in_language(short)}\n{stop}")
        # RFC 8058: a mail program stops them with one tap, without opening a page.
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    elif notice.user:
        parts.append(FOOT.in_language(short))
    subject = " ".join(notice.subject[short].split())
    to = notice.user.email if notice.user else notice.email
    return EmailMessage(subject, "\n\n".join(parts) + "\n", to=[to], headers=headers)
