"""Reads about people: who they are, what is open, whom a token stands for."""

import hmac
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from lumencare.accounts.models import ApiToken, Invitation, User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right, Role
from lumencare.accounts.secrets import hash_of

# A program may call hundreds of times a second: its token is not written each time.
NOTED_EVERY = timedelta(minutes=1)


def myself(user: User) -> User:
    """Return one's own row, read anew."""
    return User.objects.get(pk=user.pk)


def people(user: User, *, wanted: str = "", role: str = "") -> QuerySet[User]:
    """Return everybody, active first, with their roles; some by a part of name or address."""
    require_right(user, Right.SEE_PEOPLE)
    rows = User.objects.prefetch_related("roles").order_by("-is_active", "name", "pk")
    if wanted:
        rows = rows.filter(Q(name__icontains=wanted) | Q(email__icontains=wanted))
    return rows.filter(roles__role=role) if role else rows


def person_by(user: User, pk: int) -> User | None:
    """Return one person by key, for whoever may see people."""
    return people(user).filter(pk=pk).first()


def open_invitations(user: User) -> QuerySet[Invitation]:
    """Return the invitations that wait to be accepted, also those that ran out meanwhile."""
    require_right(user, Right.SEE_PEOPLE)
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    return rows.select_related("invited_by").order_by("-invited_at")


def open_invitation(secret: str, now: datetime) -> Invitation | None:
    """Return the invitation that a link stands for while it works."""
    return Invitation.objects.filter(
        token_hash=hash_of(secret), accepted_at=None, revoked_at=None, expires_at__gt=now
    ).first()


def open_tokens_of(user: User, now: datetime) -> QuerySet[ApiToken]:
    """Return a person's tokens that work, newest first."""
    return user.tokens.filter(revoked_at=None, expires_at__gt=now).order_by("-created_at")


def token_user(secret: str, now: datetime) -> tuple[User, Role] | None:
    """Return whom a token stands for and the role they act in; None where it does not work.

    The person returned holds that role alone, whatever else they may do when signed in.
    """
    digest = hash_of(secret)
    # One query, also for whether the person still holds the role: programs call often.
    held = ApiToken.objects.filter(user__roles__role=F("role")).select_related("user")
    token = held.filter(token_hash=digest).first()
    if token is None or not hmac.compare_digest(token.token_hash, digest):
        return None
    role = Role(token.role)
    works = token.revoked_at is None and token.expires_at > now and token.user.is_active
    if not works:
        return None
    _note_use(token, now)
    token.user.__dict__["role_set"] = frozenset({role})
    return token.user, role


def administrators() -> list[User]:
    """Return the people who keep the installation, to be told when something needs them."""
    rows = User.objects.filter(is_active=True, roles__role=Role.ADMINISTRATOR)
    return list(rows.order_by("pk"))


def demo_people() -> list[User]:
    """Return one active person for each role, for the login page of a demo."""
    found: dict[str, User] = {}
    for each in User.objects.filter(is_active=True).prefetch_related("roles").order_by("pk"):
        for held in each.roles.all():
            found.setdefault(held.role, each)
    return [found[role] for role in Role if role in found]


def _note_use(token: ApiToken, now: datetime) -> None:
    if token.last_used_at is None or now - token.last_used_at >= NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
