"""Tokens: secrets by which programs act for a person, in one of their roles."""

from datetime import datetime, timedelta

from django.db import transaction

from lumencare.accounts.models import ApiToken, User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import ROLE_NAMES, Right, Role
from lumencare.accounts.secrets import TOKEN_PREFIX, fresh_secret, hash_of
from lumencare.audit.actions import record
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.text import Text

# A year, and the rest of its last day.
LONGEST = timedelta(days=367)
SHOWN = 8


def make_token(
    by: User, *, name: str, role: Role, expires_at: datetime, now: datetime
) -> tuple[ApiToken, str]:
    """Make a token for oneself; returns it with the secret, which is kept nowhere."""
    _check(by, name=name, role=role, expires_at=expires_at, now=now)
    secret = f"{TOKEN_PREFIX}{fresh_secret()}"
    token = ApiToken(
        user=by,
        name=name.strip(),
        role=role,
        start=secret[: len(TOKEN_PREFIX) + SHOWN],
        token_hash=hash_of(secret),
        created_at=now,
        expires_at=expires_at,
    )
    with transaction.atomic():
        token.save(force_insert=True)
        given = {"name": (None, token.name), "role": (None, role), "expires_at": (None, expires_at)}
        record(token, action="add", by=by, now=now, changes=given)
    return token, secret


def revoke_token(token: ApiToken, *, by: User, now: datetime) -> None:
    """Make a token useless at once; one's own, or anybody's with the right to edit people."""
    if token.user_id != by.pk:
        require_right(by, Right.EDIT_PEOPLE)
    with transaction.atomic():
        if not ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
            raise Conflict(Text("此令牌已被撤销。", "The token was revoked already."))
        record(token, action="revoke", by=by, now=now)


def _check(by: User, *, name: str, role: Role, expires_at: datetime, now: datetime) -> None:
    problems = []
    if not name.strip():
        problems.append(Problem("name", name, Text("请输入名称。", "Type a name.")))
    if role not in by.role_set:
        allowed = Text("只能选择自己的角色。", "Choose one of your own roles.")
        problems.append(Problem("role", ROLE_NAMES[role].zh, allowed))
    if not now < expires_at <= now + LONGEST:
        allowed = Text("到期日须在今天之后、一年之内。", "A day after today, within a year.")
        problems.append(Problem("expires_at", f"{expires_at:%Y-%m-%d}", allowed))
    if problems:
        raise InputProblems(problems)
