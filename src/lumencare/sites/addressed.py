"""Whom of an organization mails go to: its people who have an account and are here."""

from lumencare.accounts.models import User
from lumencare.sites.models import Membership


def people_of(organization: int) -> list[User]:
    """Return the people of an organization who can sign in, in the order in which they came."""
    rows = Membership.objects.filter(organization=organization, user__is_active=True)
    return [each.user for each in rows.select_related("user").order_by("pk") if each.user]
