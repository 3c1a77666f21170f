"""Mails to people outside: the code to sign in with, and the invitation by their own colleague."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from lumencare.domain.text import Text
from lumencare.notices.mails import mail_in
from lumencare.people.invitations import Invited
from lumencare.sites.sign_in import WORKS_FOR, Mailed

MINUTES = int(WORKS_FOR.total_seconds()) // 60


def mail_code(mailed: Mailed) -> None:
    """Mail a sign-in code to its person, in their language alone: it is read in a hurry."""
    subject = Text(f"登录验证码 {mailed.digits}", f"Sign-in code {mailed.digits}")
    body = Text(
        f"{mailed.user.name}，您好：\n\n您的登录验证码是 {mailed.digits}，{MINUTES} 分钟内有效，"
        "只能使用一次。\n\n如果不是您本人操作，请忽略此邮件；任何人都不会向您索要验证码。\n",
        f"{mailed.user.name},\n\nyour code to sign in is {mailed.digits}. It works once, within "
        f"{MINUTES} minutes.\n\nIf this was not you, leave this mail unanswered; nobody will ever "
        "ask you for the code.\n",
    )
    mail_in(mailed.user.language, mailed.user.email, subject, body)


def mail_invitation(invited: Invited, organization: str) -> None:
    """Mail the link by which somebody joins their organization, in both languages."""
    start = settings.PUBLIC_URL.rstrip("/")
    address = f"{start}{reverse('invitation', args=[invited.secret])}"
    inviter = invited.invitation.invited_by.name
    said = Text(
        f"{inviter} 邀请您代表 {organization} 使用客户门户。点击链接即可加入，7 天内有效：",
        f"{inviter} invites you to use the customer portal for {organization}. "
        "The link works once, within 7 days:",
    )
    send_mail(
        f"邀请加入 {organization} / Invitation to {organization}".replace("\n", " "),
        f"{said.zh}\n{address}\n\n{said.en}\n{address}\n",
        settings.DEFAULT_FROM_EMAIL,
        [invited.invitation.email],
    )
