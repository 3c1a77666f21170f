"""Who is reminded: the people of the owner and partner who have accounts, and who keeps it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider
from lumencare.accounts.roles import Role
from lumencare.contracts.ladders import Ending
from lumencare.sites.models import Membership, Site


def recipients_of(endings: Sequence[Ending], coordinators: Sequence[User]) -> list[list[User]]:
    """Return whom each ending is told to, everybody once; all in one query."""
    organizations = {key for each in endings for key in _organizations(each.site)}
    members: dict[int, list[User]] = defaultdict(list)
    rows = Membership.objects.filter(organization__in=organizations, user__is_active=True)
    for row in rows.select_related("user").order_by("pk"):
        if row.user is not None:
            members[row.organization_id].append(row.user)
    return [list(_told(each, members, coordinators)) for each in endings]


def keeping_coordinators() -> list[User]:
    """Return the coordinators: they keep what nobody else keeps any more."""
    rows = User.objects.filter(is_active=True, roles__role=Role.COORDINATOR)
    return list(rows.order_by("pk"))


def _told(
    ending: Ending, members: dict[int, list[User]], coordinators: Sequence[User]
) -> Iterator[User]:
    found = [each for key in _organizations(ending.site) for each in members[key]]
    yield from {each.pk: each for each in (*_keepers(ending, coordinators), *found)}.values()


def _keepers(ending: Ending, coordinators: Sequence[User]) -> Sequence[User]:
    """Return whoever sold it, while they are here; else the coordinators."""
    keeper = ending.keeper
    if keeper is not None and keeper.is_active and not is_outsider(keeper):
        return [keeper]
    return coordinators


def _organizations(site: Site) -> Iterable[int]:
    yield site.owner_id
    if site.partner_id is not None and site.partner_may_see:
        yield site.partner_id
