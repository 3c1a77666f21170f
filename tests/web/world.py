"""One thing of each kind, to fill the keys of addresses; nobody who tries them owns any of it."""

from datetime import timedelta

from lumencare.accounts.roles import Role
from lumencare.people.invitations import invite
from lumencare.people.tokens import make_token
from tests.office import NOW, organization, person, site, system


def make_world() -> dict[str, object]:
    """Return a key for each kind of thing that addresses name."""
    owner = organization("别家物业有限公司")
    place = site(owner, name="别家大厦")
    somebody = person("administrator", name="somebody-else")
    invited = invite("new@example.com", name="新人", roles=[Role.SALES], by=somebody, now=NOW)
    term = NOW + timedelta(days=90)
    token, _ = make_token(somebody, name="erp", role=Role.ADMINISTRATOR, expires_at=term, now=NOW)
    return {
        "organization": owner.pk,
        "site": place.pk,
        "system": system(place).pk,
        "person": somebody.pk,
        "invitation": invited.invitation.pk,
        "token": token.pk,
    }
