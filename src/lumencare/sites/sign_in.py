"""Signing in with a code that is mailed: for people outside, who need no password for it."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac

from lumencare.accounts.models import SignInCode, User
from lumencare.accounts.queries import administrators
from lumencare.accounts.rights import is_outsider
from lumencare.audit.actions import record
from lumencare.domain.text import Text
from lumencare.notices.actions import Recipient, Reminder, put_down

DIGITS = 6
WORKS_FOR = timedelta(minutes=10)
MOST_TRIES = 5
# After a code was locked, no other one is mailed for a while.
LOCKED_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Mailed:
    """A code to be mailed now and kept nowhere; `key` is what the browser remembers."""

    key: int
    user: User
    digits: str


def make_code(email: str, now: datetime) -> Mailed | None:
    """Make a code for somebody outside; None where the address gets none, whatever the reason."""
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None or not user.role_set or not is_outsider(user) or _is_locked(user, now):
        return None
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    with transaction.atomic():
        # An earlier code works no more: the latest mail is the one that counts.
        _open(user, now).update(expires_at=F("made_at") + timedelta(microseconds=1))
        code = SignInCode.objects.create(
            user=user,
            code_hash=_hash_of(user, digits),
            made_at=now,
            expires_at=now + WORKS_FOR,
        )
        record(user, action="ask-code", by=user.name, now=now)
    return Mailed(code.pk, user, digits)


def check_code(key: int, digits: str, now: datetime) -> User | None:
    """Return whose code it is, once; None where it is wrong, over, used or locked.

    Each try is counted before it is looked at: two at once are two.
    """
    rows = SignInCode.objects.filter(
        pk=key, used_at=None, locked_at=None, expires_at__gt=now, tries__lt=MOST_TRIES
    )
    with transaction.atomic():
        if not rows.update(tries=F("tries") + 1):
            return None
        code = SignInCode.objects.select_related("user").get(pk=key)
        user = code.user
        if not hmac.compare_digest(code.code_hash, _hash_of(user, digits)):
            if code.tries >= MOST_TRIES:
                _lock(code, now)
            return None
        used = SignInCode.objects.filter(pk=key, used_at=None).update(used_at=now)
        if not used or not user.is_active or not is_outsider(user):
            return None
        record(user, action="use-code", by=user, now=now)
    return user


def _open(user: User, now: datetime) -> QuerySet[SignInCode]:
    return SignInCode.objects.filter(user=user, used_at=None, locked_at=None, expires_at__gt=now)


def _is_locked(user: User, now: datetime) -> bool:
    since = now - LOCKED_FOR
    return SignInCode.objects.filter(user=user, locked_at__gt=since).exists()


def _lock(code: SignInCode, now: datetime) -> None:
    """Lock a code that was guessed at too often, and tell the administrators."""
    SignInCode.objects.filter(pk=code.pk).update(locked_at=now)
    record(code.user, action="lock-code", by=None, now=now)
    put_down([_reminder(code, each, now) for each in administrators()], now)


def _reminder(code: SignInCode, to: User, now: datetime) -> Reminder:
    user = code.user
    return Reminder(
        key=f"code-locked:{code.pk}",
        recipient=Recipient.of(to),
        subject=Text(f"验证码多次输错：{user.email}", f"Codes guessed at: {user.email}"),
        text=Text(
            f"{user.name}（{user.email}）的登录验证码连续输错 {MOST_TRIES} 次，"
            "一小时内不再发送新的验证码。请与对方核实是否本人操作。",
            f"The sign-in code of {user.name} ({user.email}) was typed wrongly {MOST_TRIES} times; "
            "no other is sent within the hour. Ask whether it was them.",
        ),
        due_at=now,
        path=f"/people/{user.pk}/",
    )


def _hash_of(user: User, digits: str) -> str:
    return salted_hmac(f"lumencare.sites.sign-in:{user.pk}", digits, algorithm="sha256").hexdigest()
