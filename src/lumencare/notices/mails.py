"""Mails that people read in their own language alone."""

from django.conf import settings
from django.core.mail import send_mail

from lumencare.domain.text import Text, short_language


def mail_in(tag: str, to: str, subject: Text, body: Text) -> None:
    """Send a mail in the language of a tag."""
    language = short_language(tag)
    send_mail(
        subject.in_language(language),
        body.in_language(language),
        settings.DEFAULT_FROM_EMAIL,
        [to],
    )
