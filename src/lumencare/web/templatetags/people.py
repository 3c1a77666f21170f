"""Template words about people."""

from django import template

from lumencare.accounts.models import User
from lumencare.accounts.queries import demo_people
from lumencare.accounts.roles import ROLE_NAMES, Role
from lumencare.domain.text import Text

register = template.Library()


@register.simple_tag
def demo_roles() -> list[tuple[User, list[Text]]]:
    """Return the people that a demo offers for signing in, each with their roles."""
    return [
        (each, [ROLE_NAMES[role] for role in Role if role in each.role_set])
        for each in demo_people()
    ]
