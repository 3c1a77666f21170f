"""The mail that invites somebody, in both languages: nobody knows yet which one they read."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from lumencare.people.invitations import Invited

BETWEEN = "\n\n---\n\n"


def address_for(secret: str) -> str:
    """Return the whole address of an invitation's page."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('invitation', args=[secret])}"


def send_invitation(invited: Invited) -> None:
    """Mail the link to whoever is invited."""
    subjects, parts = [], []
    for language in ("zh-hans", "en"):
        with override(language):
            context = {"invitation": invited.invitation, "address": address_for(invited.secret)}
            subjects.append(_("Invitation to Lumencare"))
            parts.append(render_to_string("people/invitation.txt", context).strip())
    send_mail(
        " / ".join(subjects),
        BETWEEN.join(parts),
        settings.DEFAULT_FROM_EMAIL,
        [invited.invitation.email],
    )
