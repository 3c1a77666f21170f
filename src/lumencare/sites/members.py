"""People outside: who acts for which customer or partner, and how they come in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.queries import open_invitation
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right, Role
from lumencare.audit.actions import record
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.people.actions import address_taken
from lumencare.people.invitations import (
    Invited,
    accept_invitation,
    end_invitation,
    write_invitation,
)
from lumencare.sites.models import Membership, Organization

ROLE_OF = {
    Organization.Kind.END_USER.value: Role.CUSTOMER,
    Organization.Kind.PARTNER.value: Role.PARTNER,
}


class Standing(StrEnum):
    """How somebody outside stands with an organization."""

    INSIDE = "inside"
    LEFT = "left"
    INVITED = "invited"
    RAN_OUT = "ran-out"


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """Somebody who acts for an organization, or is invited to."""

    pk: int
    name: str
    email: str
    standing: Standing
    keeps_people: bool


def invite_member(
    organization: Organization, *, email: str, name: str, by: User, now: datetime
) -> Invited | None:
    """Invite somebody outside for an organization: they will reach what it owns or serves.

    Staff may, and who keeps the organization's people. Somebody outside who has an account with
    that role is added at once; then None is returned. The first who comes keeps its people.
    """
    require_keeper(by, organization)
    role = ROLE_OF[organization.kind]
    known = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if known is not None:
        _add_known(organization, known, role, by=by, now=now)
        return None
    with transaction.atomic():
        invited = write_invitation(email, name=name, roles=[role], by=by, now=now)
        Membership.objects.create(
            organization=organization,
            invitation=invited.invitation,
            is_administrator=_is_first(organization),
            created_at=now,
        )
        changes = {"member": (None, invited.invitation.email)}
        record(organization, action="invite-member", by=by, now=now, changes=changes)
    return invited


def join(secret: str, *, name: str, password: str, now: datetime) -> User:
    """Accept an invitation of any kind; somebody outside belongs to their organization at once."""
    with transaction.atomic():
        invitation = open_invitation(secret, now)
        user = accept_invitation(secret, name=name, password=password, now=now)
        Membership.objects.filter(invitation=invitation, user=None).update(user=user)
    return user


def remove_member(membership: Membership, *, by: User, now: datetime) -> None:
    """End that somebody acts for an organization; their account stays and reaches nothing of it.

    Who has not come in yet loses the invitation: its link would make an account for nothing.
    """
    require_keeper(by, membership.organization)
    if membership.user == by:
        raise Refused(does_not_apply("OWN-MEMBERSHIP", NOT_ONESELF))
    with transaction.atomic():
        email = membership.user.email if membership.user else None
        if membership.user is None and membership.invitation is not None:
            email = membership.invitation.email
            end_invitation(membership.invitation, by=by, now=now)
        organization = membership.organization
        if Membership.objects.filter(pk=membership.pk).delete()[0]:
            changes = {"member": (email, None)}
            record(organization, action="remove-member", by=by, now=now, changes=changes)


def let_keep(membership: Membership, *, keeps: bool, by: User, now: datetime) -> None:
    """Say whether somebody keeps the people of their organization: invites and removes them."""
    require_keeper(by, membership.organization)
    if membership.user == by:
        raise Refused(does_not_apply("OWN-MEMBERSHIP", NOT_ONESELF))
    rows = Membership.objects.filter(pk=membership.pk, is_administrator=not keeps)
    with transaction.atomic():
        if rows.update(is_administrator=keeps):
            changes = {"is_administrator": (not keeps, keeps), "member": (None, str(membership))}
            record(membership.organization, action="let-keep", by=by, now=now, changes=changes)


def require_keeper(by: User, organization: Organization) -> None:
    """Raise NotAllowed but for staff who let people in, and who keeps the organization's people."""
    own = Membership.objects.filter(organization=organization, user=by, is_administrator=True)
    if not (by.is_active and own.exists()):
        require_right(by, Right.INVITE_OUTSIDERS)


def members_of(user: User, organization: Organization) -> list[Membership]:
    """Return who acts for an organization or is invited to, for who keeps its people."""
    require_keeper(user, organization)
    rows = Membership.objects.filter(organization=organization)
    return list(rows.select_related("user", "invitation").order_by("created_at", "pk"))


def member_facts(user: User, organization: Organization, now: datetime) -> list[MemberFacts]:
    """Return who acts for an organization and who may still come in."""
    found = (_facts_of(each, now) for each in members_of(user, organization))
    return [each for each in found if each is not None]


def organization_of(invitation_secret: str, now: datetime) -> Organization | None:
    """Return the organization that an open invitation is for; None for one of staff."""
    invitation = open_invitation(invitation_secret, now)
    membership = Membership.objects.filter(invitation=invitation, user=None).first()
    return membership.organization if invitation and membership else None


def _add_known(
    organization: Organization, known: User, role: Role, *, by: User, now: datetime
) -> None:
    there = Membership.objects.filter(organization=organization, user=known).exists()
    if there or known.role_set != {role}:
        raise InputProblems([address_taken(known.email)])
    with transaction.atomic():
        Membership.objects.create(
            organization=organization,
            user=known,
            is_administrator=_is_first(organization),
            created_at=now,
        )
        changes = {"member": (None, known.email)}
        record(organization, action="add-member", by=by, now=now, changes=changes)


def _is_first(organization: Organization) -> bool:
    """Tell whether nobody of an organization is there or invited yet."""
    return not Membership.objects.filter(organization=organization).exists()


def _facts_of(member: Membership, now: datetime) -> MemberFacts | None:
    """Return how a membership stands; an invitation that was taken back is none."""
    user, invitation = member.user, member.invitation
    if user is not None:
        standing = Standing.INSIDE if user.is_active else Standing.LEFT
        return MemberFacts(member.pk, user.name, user.email, standing, member.is_administrator)
    if invitation is None or invitation.revoked_at is not None:
        return None
    standing = Standing.INVITED if invitation.expires_at > now else Standing.RAN_OUT
    keeps = member.is_administrator
    return MemberFacts(member.pk, invitation.name, invitation.email, standing, keeps)


NOT_ONESELF = Text(
    "不能移除或变更自己；请由另一位管理员办理。",
    "Nobody removes or changes themselves; ask another who keeps your people.",
)
