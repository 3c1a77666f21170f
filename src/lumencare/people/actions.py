"""Let people in, give them roles, and see them out."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from lumencare.accounts.models import LANGUAGES, RoleHeld, User
from lumencare.accounts.queries import open_tokens_of
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import OUTSIDE, Right, Role
from lumencare.audit.actions import change_row, conflict_about, record
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.store import typed as read

LONGEST_NAME = 80
PROFILE: dict[str, read.Reader] = {
    "name": read.line(LONGEST_NAME, needed=True),
    "language": read.one_of(code for code, _ in LANGUAGES),
    "theme": read.one_of(["auto", "light", "dark"]),
}


def add_person(
    email: str, *, name: str, roles: Iterable[Role], password: str, now: datetime
) -> User:
    """Write a person with their roles; for `init`, the demo and an accepted invitation.

    No right is asked for: an installation's first person is added by nobody.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise InputProblems([address_taken(email)])
    held = check_roles(roles)
    user = User(email=email.strip().lower(), name=name.strip(), created_at=now)
    user.set_password(password)
    with transaction.atomic():
        user.save(force_insert=True)
        RoleHeld.objects.bulk_create(RoleHeld(user=user, role=role) for role in held)
        shown = {"name": (None, user.name), "email": (None, user.email), "roles": (None, held)}
        record(user, action="add", by=user.name, now=now, changes=shown)
    return user


def set_roles(user: User, roles: Iterable[Role], *, by: User, now: datetime, why: str = "") -> None:
    """Give a person exactly these roles, in place of the ones held.

    Raises Conflict where `user.version` is not the latest any more.
    """
    require_right(by, Right.EDIT_PEOPLE)
    wanted = check_roles(roles)
    with transaction.atomic():
        if Role.ADMINISTRATOR not in wanted:
            _keep_an_administrator(user)
        before = sorted(user.roles.values_list("role", flat=True))
        if before == wanted:
            return
        _take_next_version(user)
        user.roles.exclude(role__in=wanted).delete()
        RoleHeld.objects.bulk_create(
            RoleHeld(user=user, role=role) for role in wanted if role not in before
        )
        changes = {"roles": (before, wanted)}
        record(user, action="set-roles", by=by, now=now, changes=changes, why=why)
    user.__dict__.pop("role_set", None)


def deactivate(user: User, *, by: User, now: datetime, why: str = "") -> None:
    """Keep a person out from now on: their sessions end and their tokens are revoked."""
    require_right(by, Right.EDIT_PEOPLE)
    with transaction.atomic():
        _keep_an_administrator(user)
        change_row(user, {"is_active": False}, by=by, now=now, action="deactivate", why=why)
        open_tokens_of(user, now).update(revoked_at=now)
        for session in UserSession.objects.filter(user=user):
            session.end()


def reactivate(user: User, *, by: User, now: datetime, why: str = "") -> None:
    """Let a person in again, with the roles they held."""
    require_right(by, Right.EDIT_PEOPLE)
    change_row(user, {"is_active": True}, by=by, now=now, action="reactivate", why=why)


def change_profile(
    user: User, *, name: str, language: str, theme: str, by: User, now: datetime
) -> None:
    """Write what a person chooses for themselves: name, language and theme."""
    if user.pk != by.pk:
        require_right(by, Right.EDIT_PEOPLE)
    typed = {"name": name, "language": language, "theme": theme}
    change_row(user, read.read_all(typed, PROFILE), by=by, now=now)


def choose_reminders(user: User, *, by_mail: bool, by: User, now: datetime) -> None:
    """Write whether a person wants reminders by mail; one's own choice."""
    if user.pk != by.pk:
        require_right(by, Right.EDIT_PEOPLE)
    change_row(user, {"reminders_by_mail": by_mail}, by=by, now=now)


def check_roles(roles: Iterable[Role]) -> list[Role]:
    """Return roles in one order; staff and outside roles do not mix, and there is at least one."""
    found = set(roles)
    if found and (found <= OUTSIDE or not found & OUTSIDE):
        return sorted(found)
    allowed = Text(
        "至少选择一个角色；员工角色与外部角色不能同时选择。",
        "Choose at least one role; roles of staff and of people outside do not mix.",
    )
    raise InputProblems([Problem("roles", ", ".join(sorted(found)), allowed)])


def address_taken(email: str) -> Problem:
    """Return the problem of an address that somebody has already."""
    allowed = Text("此邮箱已有账号。", "Somebody has this address already.")
    return Problem("email", email, allowed)


def _take_next_version(user: User) -> None:
    expected = user.version
    if not User.objects.filter(pk=user.pk, version=expected).update(version=expected + 1):
        raise conflict_about(user)
    user.version = expected + 1


def _keep_an_administrator(leaving: User) -> None:
    # The rows are locked, so that of two administrators who remove each other one fails.
    held = RoleHeld.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    active = {each.user_id for each in held.select_for_update()}
    if active == {leaving.pk}:
        text = Text(
            "这是最后一位在用的系统管理员；请先将此角色授予另一人。",
            "This is the last active administrator; give somebody else the role first.",
        )
        raise Refused(does_not_apply("LAST-ADMINISTRATOR", text))
