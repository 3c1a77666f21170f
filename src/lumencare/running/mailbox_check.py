"""Whether the mailbox of the service desk can be read, and what of it waits for somebody."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from lumencare.desk.queries.mails import count_set_aside
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from lumencare.jobs.mailbox import FAILURES, open_mailbox, read_account
from lumencare.running.checkup import Finding, good, noted, wrong

MAILBOX = Text("服务台邮箱", "Mailbox of the desk")


def check_mailbox(_now: datetime) -> Iterator[Finding]:
    """Look whether the desk's mailbox lets us in, and how many mails wait; none is marked."""
    if not settings.MAILBOX_URL:
        said = Text(
            "服务台不读取邮件，请设置 LUMENCARE_MAILBOX_URL",
            "the desk reads no mail: set LUMENCARE_MAILBOX_URL",
        )
        yield noted(MAILBOX, said)
        return
    try:
        account = read_account(settings.MAILBOX_URL)
        with open_mailbox(account) as mailbox:
            waiting = mailbox.count_unread()
    except InputProblems as error:
        yield wrong(MAILBOX, error.problems[0].allowed)
    except FAILURES as error:
        yield wrong(MAILBOX, Text(f"无法读取：{error}", f"it cannot be read: {error}"))
    else:
        where, aside = f"{account.user} @ {account.host} {account.folder}", count_set_aside()
        said = Text(
            f"{where}，未读 {waiting}，搁置 {aside}",
            f"{where}, {waiting} unread, {aside} set aside",
        )
        yield good(MAILBOX, said)
