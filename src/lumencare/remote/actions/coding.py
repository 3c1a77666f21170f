"""One-time codes: mailed or read out by the hotline, kept as a keyed hash, tried a few times."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.reading import read_digits
from lumencare.domain.remote import codes as rules
from lumencare.domain.text import Text, does_not_apply
from lumencare.remote.actions.preparing import Choice, require_signable, settle
from lumencare.remote.actions.steps import lock_agreement
from lumencare.remote.facts import code_facts
from lumencare.remote.models import OneTimeCode, RemoteMail, SigningLink
from lumencare.remote.telling import tell_staff
from lumencare.sites.phones import mask_email, mask_phone
from lumencare.store.sealing import seal

SALT = "lumencare.remote.code"
NO_EMAIL = Text(
    "没有登记邮箱，请致电热线，由我方按登记的电话告知验证码。",
    "No address is on record: call the hotline; we read the code out at the number on record.",
)
NO_LINK = Text("此协议没有有效的签署链接。", "The agreement has no link to sign by.")
NO_PHONE = Text("没有登记签署人的电话。", "No number of the signer is on record.")
LOCKED_TOLD = Text(
    "签署链接因试错次数过多被锁定，请核对是否为本人。",
    "The link to sign was locked after too many wrong codes; find out who tried.",
)
DIGITS_ALLOWED = Text(
    f"请输入 {rules.DIGITS} 位数字验证码。", f"The {rules.DIGITS} digits of the code are expected."
)


def request_code(link: SigningLink, choice: Choice, *, now: datetime) -> OneTimeCode:
    """Settle what the signer chose, and mail a code to the address on record, wherever they are."""
    require_signable(link, now)
    if not link.agreement.signer_email:
        raise Refused(does_not_apply("RS-2", NO_EMAIL))
    with transaction.atomic():
        locked = _lock(link, now)
        row = settle(locked, choice, now)
        code, digits = _make(locked, now, rules.CodeChannel.EMAIL, mask_email(row.signer_email))
        RemoteMail.objects.create(
            link=link,
            kind=RemoteMail.Kind.CODE,
            to=row.signer_email,
            sealed_code=seal(digits),
            queued_at=now,
            until=code.expires_at,
            try_after=now,
        )
    return code


def read_code_out(link: SigningLink, *, by: User, now: datetime) -> str:
    """Return a code for the hotline to read out at the number on record; shown once.

    Who of the staff read it is part of the evidence.
    """
    require_right(by, Right.KEEP_REMOTE)
    require_signable(link, now)
    row = link.agreement
    if not row.signer_phone:
        raise Refused(does_not_apply("RS-2", NO_PHONE))
    with transaction.atomic():
        locked = _lock(link, now)
        _, digits = _make(locked, now, rules.CodeChannel.HOTLINE, mask_phone(row.signer_phone), by)
        record(row, action="read-code", by=by, now=now)
    return digits


def try_code(link: SigningLink, typed: str, *, now: datetime) -> OneTimeCode:
    """Return the code that was typed; else InputProblems, and what was tried is counted for good.

    Each try is counted before it is looked at, so that many at once are no more than a few.
    """
    digits = read_digits(typed)
    if len(digits) != rules.DIGITS:
        raise InputProblems([Problem("code", "", DIGITS_ALLOWED)])
    code = link.codes.order_by("-pk").first()
    link.refresh_from_db(fields=["tries", "taken_back_at"])
    refusal = rules.refusal_to_try(code_facts(link, now))
    if refusal is not None or code is None:
        raise InputProblems([Problem("code", "", refusal.text if refusal else rules.NONE_SENT)])
    again = OneTimeCode.objects.filter(pk=code.pk, used_at=None, tries__lt=rules.MOST_TRIES)
    if not again.update(tries=F("tries") + 1):
        raise InputProblems([Problem("code", "", rules.TOO_MANY)])
    if constant_time_compare(code.code_hash, hash_of_code(link, digits)):
        return code
    _count_wrong(link, now)
    code.refresh_from_db(fields=["tries"])
    raise InputProblems([Problem("code", "", rules.say_wrong(code.tries))])


def _lock(link: SigningLink, now: datetime) -> SigningLink:
    """Return the link while nobody else asks for a code of it; Refused where it is too soon."""
    # The agreement first, as whoever signs does.
    agreement = lock_agreement(link.agreement_id)
    locked = SigningLink.objects.select_for_update().get(pk=link.pk)
    locked.agreement = agreement
    refusal = rules.refusal_to_send(code_facts(locked, now))
    if refusal is not None:
        raise Refused(refusal)
    return locked


def _make(
    link: SigningLink,
    now: datetime,
    channel: rules.CodeChannel,
    sent_to: str,
    read_by: User | None = None,
) -> tuple[OneTimeCode, str]:
    digits = f"{secrets.randbelow(10**rules.DIGITS):0{rules.DIGITS}d}"
    code = OneTimeCode.objects.create(
        link=link,
        code_hash=hash_of_code(link, digits),
        channel=channel.value,
        sent_to=sent_to,
        read_by=read_by,
        sent_at=now,
        expires_at=now + rules.WORKS_FOR,
    )
    return code, digits


def hash_of_code(link: SigningLink, digits: str) -> str:
    """Return what is kept of a code: without the key a million codes cannot be tried on it."""
    made = salted_hmac(
        SALT, f"{link.seed}:{digits}", secret=settings.SECRET_KEY, algorithm="sha256"
    )
    return made.hexdigest()


def _count_wrong(link: SigningLink, now: datetime) -> None:
    """Count a wrong code of the link; the last one that may be locks it, and staff are told."""
    with transaction.atomic():
        rows = SigningLink.objects.filter(pk=link.pk, tries__lt=rules.MOST_TRIES_OF_LINK)
        rows.update(tries=F("tries") + 1)
        link.refresh_from_db(fields=["tries"])
        code = link.codes.order_by("-pk").first()
        full = code is not None and code.tries >= rules.MOST_TRIES
        if full or link.tries >= rules.MOST_TRIES_OF_LINK:
            row = link.agreement
            record(row, action="lock-code", by=row.signer_name, now=now)
            tell_staff(row, f"locked:{link.pk}:{link.tries}", LOCKED_TOLD, now)
