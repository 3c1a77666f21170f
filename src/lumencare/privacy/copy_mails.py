"""The mail with the code that opens the copy of somebody's data; so many an hour and no more."""

from datetime import datetime

from lumencare.domain.text import Text
from lumencare.notices.mails import mail_in
from lumencare.privacy.actions.exporting import WORKS_FOR, MailedCode, mail_code_for
from lumencare.sites.visitors import Visitor
from lumencare.store.throttle import is_too_often

MINUTES = int(WORKS_FOR.total_seconds()) // 60
# How often a code is mailed to one person.
MOST_CODES, CODES_WITHIN = 5, 3600


def send_copy_code(visitor: Visitor, now: datetime) -> bool:
    """Mail the code that opens a visitor's copy where there is one; False where it is too often."""
    who = visitor.user.pk if visitor.user else f"c{visitor.contact}"
    if is_too_often(f"portal-copy:{who}", MOST_CODES, CODES_WITHIN):
        return False
    mailed = mail_code_for(visitor, now)
    if mailed is not None:
        _mail(mailed)
    return True


def _mail(mailed: MailedCode) -> None:
    """Mail a code in its person's language alone."""
    subject = Text(f"下载验证码 {mailed.digits}", f"Code to download {mailed.digits}")
    body = Text(
        f"{mailed.name}，您好：\n\n下载您的个人信息副本的验证码是 {mailed.digits}，{MINUTES} 分钟内"
        "有效，只能使用一次。\n\n如果不是您本人操作，请致电服务热线。\n",
        f"{mailed.name},\n\nyour code to download the copy of your personal data is "
        f"{mailed.digits}. It works once, within {MINUTES} minutes.\n\nIf this was not you, call "
        "the hotline.\n",
    )
    mail_in(mailed.language, mailed.email, subject, body)
