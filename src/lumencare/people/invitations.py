"""Invitations: a link that works once, within seven days, until it is taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from lumencare.accounts.models import Invitation, User
from lumencare.accounts.queries import open_invitation
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import OUTSIDE, Right, Role
from lumencare.accounts.secrets import fresh_secret, hash_of
from lumencare.audit.actions import record
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.people.actions import add_person, address_taken, check_roles

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with its secret, which is shown and mailed now and kept nowhere."""

    invitation: Invitation
    secret: str


def invite(email: str, *, name: str, roles: Iterable[Role], by: User, now: datetime) -> Invited:
    """Invite somebody to join with these roles.

    Staff need the right to edit people; customers and partners are invited for an organization by
    `sites.members`, which asks for the other right.
    """
    held = check_roles(roles)
    outside = set(held) <= OUTSIDE
    require_right(by, Right.INVITE_OUTSIDERS if outside else Right.EDIT_PEOPLE)
    return write_invitation(email, name=name, roles=held, by=by, now=now)


def write_invitation(
    email: str, *, name: str, roles: Iterable[Role], by: User, now: datetime
) -> Invited:
    """Invite somebody; whoever calls has asked whether `by` may."""
    held = check_roles(roles)
    _check(email, name)
    _expire_open(email, by=by, now=now)
    secret = fresh_secret()
    invitation = Invitation(
        email=email.strip().lower(),
        name=name.strip(),
        roles=held,
        token_hash=hash_of(secret),
        invited_by=by,
        invited_at=now,
        expires_at=now + VALID_FOR,
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
            shown = {"name": (None, invitation.name), "roles": (None, held)}
            record(invitation, action="invite", by=by, now=now, changes=shown)
    except IntegrityError as error:
        allowed = Text("此邮箱已有未接受的邀请。", "This address has an open invitation already.")
        raise InputProblems([Problem("email", email, allowed)]) from error
    return Invited(invitation, secret)


def accept_invitation(secret: str, *, name: str, password: str, now: datetime) -> User:
    """Make the account that an invitation promised; the link works once.

    Raises Refused where the link has expired, was taken back or used; InputProblems for a name or
    a password that cannot be taken.
    """
    invitation = open_invitation(secret, now)
    if invitation is None:
        text = Text(
            "此邀请已失效：已使用、已撤销或已过期。请向邀请人索取新的邀请。",
            "This invitation does not work any more: used, taken back or expired. "
            "Ask for a new one.",
        )
        raise Refused(does_not_apply("INVITATION", text))
    _check_password(password, User(email=invitation.email, name=name))
    with transaction.atomic():
        user = add_person(
            invitation.email,
            name=_given(name),
            roles=map(Role, invitation.roles),
            password=password,
            now=now,
        )
        still_open = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if not still_open.update(accepted_at=now, accepted_by=user):
            raise Conflict(Text("此邀请已被使用或撤销。", "The invitation was used or taken back."))
        record(invitation, action="accept", by=user, now=now)
    return user


def revoke_invitation(invitation: Invitation, *, by: User, now: datetime) -> None:
    """Take an open invitation back: its link stops working."""
    outside = set(map(Role, invitation.roles)) <= OUTSIDE
    require_right(by, Right.INVITE_OUTSIDERS if outside else Right.EDIT_PEOPLE)
    end_invitation(invitation, by=by, now=now)


def end_invitation(invitation: Invitation, *, by: User, now: datetime) -> None:
    """Take an open invitation back; whoever calls has asked whether `by` may."""
    with transaction.atomic():
        still_open = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if not still_open.update(revoked_at=now):
            raise Conflict(
                Text("此邀请已被接受或撤销。", "The invitation was accepted or taken back already.")
            )
        record(invitation, action="revoke", by=by, now=now)


def _check(email: str, name: str) -> None:
    problems = []
    try:
        validate_email(email.strip())
    except ValidationError:
        allowed = Text(
            "请输入完整的邮箱，例如 li@example.com。", "A whole address, as li@example.com."
        )
        problems.append(Problem("email", email, allowed))
    if not name.strip():
        problems.append(Problem("name", name, Text("请输入姓名。", "Type a name.")))
    if User.objects.filter(email__iexact=email.strip()).exists():
        problems.append(address_taken(email))
    if problems:
        raise InputProblems(problems)


def _expire_open(email: str, *, by: User, now: datetime) -> None:
    # One open invitation for an address: one that ran out makes room for the next.
    ran_out = Invitation.objects.filter(
        email__iexact=email.strip(), accepted_at=None, revoked_at=None, expires_at__lte=now
    )
    for each in ran_out:
        end_invitation(each, by=by, now=now)


def _given(name: str) -> str:
    if not name.strip():
        raise InputProblems([Problem("name", name, Text("请输入姓名。", "Type a name."))])
    return name


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        # The words are Django's, already in the reader's language.
        said = " ".join(error.messages)
        raise InputProblems([Problem("password", "", Text(said, said))]) from error
