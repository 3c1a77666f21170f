"""One row each, for whoever may see remote service; anything else is as if it were not there."""

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import RIGHTS, Right
from lumencare.remote.models import RemoteAgreement, RemoteSession, SigningLink


def visible_agreements(user: User) -> QuerySet[RemoteAgreement]:
    """Return the agreements a person may see, with what their lines show."""
    require_right(user, Right.SEE_REMOTE)
    return RemoteAgreement.objects.select_related(
        "system__site__owner", "system__site__partner", "organization", "case", "created_by"
    )


def find_agreement(user: User, number: str) -> RemoteAgreement:
    """Return an agreement by its number; else Http404."""
    found = visible_agreements(user).filter(number=number).first()
    if found is None:
        raise Http404(f"agreement {number}")
    return found


def visible_sessions(user: User) -> QuerySet[RemoteSession]:
    """Return the sessions a person may see, with what their lines show."""
    require_right(user, Right.SEE_REMOTE)
    return RemoteSession.objects.select_related(
        "system__site__owner", "system__site__partner", "agreement", "case__decision", "engineer"
    )


def find_session(user: User, number: str) -> RemoteSession:
    """Return a session by its number; else Http404."""
    found = visible_sessions(user).filter(number=number).first()
    if found is None:
        raise Http404(f"session {number}")
    return found


def link_of(row: RemoteAgreement) -> SigningLink | None:
    """Return the link of an agreement that was not taken back; None where there is none."""
    found = SigningLink.objects.filter(agreement=row, taken_back_at=None)
    return found.select_related("agreement", "created_by").first()


def people_who_connect(user: User) -> list[tuple[int, str]]:
    """Return who does remote service, by name."""
    require_right(user, Right.SEE_REMOTE)
    roles = [each.value for each in RIGHTS[Right.DO_REMOTE]]
    found = User.objects.filter(is_active=True, roles__role__in=roles).distinct()
    return list(found.order_by("name", "pk").values_list("pk", "name"))


def find_people(user: User, keys: list[int]) -> tuple[User, ...]:
    """Return people by their keys, who may do remote service or not; those there are."""
    require_right(user, Right.SEE_REMOTE)
    return tuple(User.objects.filter(pk__in=keys, is_active=True).order_by("pk"))
