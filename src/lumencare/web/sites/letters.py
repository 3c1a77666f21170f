"""The mail with a link to the customer portal, in both languages."""

from django.conf import settings
from django.core.mail import EmailMessage

from lumencare.accounts.models import User
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.portal_links import Letter


def mail_link(letter: Letter, by: User) -> None:
    """Mail a link to its contact; answers go to who sent it."""
    until = in_shanghai(letter.expires_at).date()
    text = Text(
        f"{letter.name}，您好：\n请用此链接查看“{'、'.join(letter.sites)}”的服务：谁付费、报修、"
        f"进度、报价与合同，无需账号，{until} 前有效：\n{letter.address}\n"
        "请勿转发：持有链接即可查看。",
        f"Dear {letter.name},\nby this link you see the service of {', '.join(letter.sites)}: who "
        "pays, reporting a fault, its progress, quotations and contracts. No account is needed; "
        f"it works until {until}:\n{letter.address_en}\n"
        "Do not pass it on: whoever holds it sees what you see.",
    )
    EmailMessage(
        "客户门户链接 / Link to the customer portal",
        f"{text.zh}\n\n{text.en}\n\n{by.name}\n",
        settings.DEFAULT_FROM_EMAIL,
        to=[letter.email],
        reply_to=[by.email],
    ).send()
