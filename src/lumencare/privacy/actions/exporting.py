"""A copy of all that is held of a person, from the register; a mailed code opens it."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.fields.files import FieldFile
from django.utils.crypto import salted_hmac

from lumencare.audit.actions import record
from lumencare.contracts.archive import keep_file
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.privacy.actions.consenting import whose
from lumencare.privacy.copying import copy_of, is_large
from lumencare.privacy.models import Export
from lumencare.privacy.people import subject_at_site, subject_of, subject_with_account
from lumencare.sales.archive import sweep_folder
from lumencare.sites.visitors import Visitor

FOLDER = "privacy"
KEPT_FOR = timedelta(days=7)
DIGITS = 6
WORKS_FOR = timedelta(minutes=10)
MOST_TRIES = 5
LOCKED_FOR = timedelta(hours=1)
MOST_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class MailedCode:
    """A code to be mailed now and kept nowhere."""

    email: str
    name: str
    language: str
    digits: str


def ask_copy(visitor: Visitor, now: datetime) -> Export:
    """Ask for a copy: made at once where it is small, else by a job; one that is there is kept."""
    if not visitor.email:
        raise Refused(does_not_apply("PIPL-45", NO_ADDRESS))
    standing = copy_asked(visitor, now)
    if standing is not None:
        return standing
    row = Export(
        user=visitor.user, contact_id=visitor.contact, asked_at=now, ends_at=now + KEPT_FOR
    )
    with transaction.atomic():
        row.save(force_insert=True)
        record(row, action="ask-copy", by=visitor.by, now=now)
    if not is_large(subject_of(visitor)):
        _make(row, now)
        row.refresh_from_db()
    return row


def copy_asked(visitor: Visitor, now: datetime) -> Export | None:
    """Return the copy that a visitor asked for and that is there, or is being made."""
    rows = Export.objects.filter(whose(visitor), ends_at__gt=now)
    return rows.order_by("-pk").first()


def make_exports(now: datetime) -> int:
    """Make the copies that wait, oldest first; tell how many."""
    waiting = Export.objects.filter(made_at=None, ends_at__gt=now).order_by("pk")
    return sum(_make(each, now) for each in waiting[:MOST_AT_ONCE])


def mail_code_for(visitor: Visitor, now: datetime) -> MailedCode | None:
    """Make the code that opens a copy; None where there is no copy, or it is locked for a while.

    An earlier code works no more: the latest mail is the one that counts.
    """
    row = copy_asked(visitor, now)
    if row is None or row.made_at is None or not visitor.email:
        return None
    rows = Export.objects.filter(pk=row.pk).filter(_unlocked(now))
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    with transaction.atomic():
        fresh = {"code_hash": _hash_of(row, digits), "code_ends_at": now + WORKS_FOR, "tries": 0}
        if not rows.update(**fresh, locked_at=None):
            return None
        record(row, action="ask-code", by=visitor.by, now=now)
    language = visitor.user.language if visitor.user else "zh-hans"
    return MailedCode(visitor.email, visitor.name, language, digits)


def open_copy(visitor: Visitor, digits: str, now: datetime) -> FieldFile | None:
    """Return the copy for the right code, once; None where it is wrong, over or locked.

    Each try is counted before it is looked at: two at once are two.
    """
    row = copy_asked(visitor, now)
    if row is None or not row.code_hash:
        return None
    rows = Export.objects.filter(
        pk=row.pk, locked_at=None, code_ends_at__gt=now, tries__lt=MOST_TRIES
    ).exclude(code_hash="")
    with transaction.atomic():
        if not rows.update(tries=F("tries") + 1):
            return None
        held = Export.objects.get(pk=row.pk)
        if not hmac.compare_digest(held.code_hash, _hash_of(held, digits)):
            if held.tries >= MOST_TRIES:
                Export.objects.filter(pk=row.pk).update(locked_at=now, code_hash="")
                record(row, action="lock-code", by=None, now=now)
            return None
        used = Export.objects.filter(pk=row.pk, code_hash=held.code_hash)
        if not used.update(code_hash="", taken_count=F("taken_count") + 1):
            return None
        record(row, action="download-own", by=visitor.by, now=now)
    return held.file


def sweep_left_over(now: datetime) -> int:
    """Remove copies that no row names; return how many."""
    return sweep_folder(FOLDER, set(Export.objects.values_list("file", flat=True)), now)


def _make(row: Export, now: datetime) -> bool:
    subject = subject_with_account(row.user) if row.user else None
    if subject is None:
        if row.contact is None:
            return False
        subject = subject_at_site(row.contact)
    content = copy_of(subject, now)
    kept = keep_file(content, f"own-data-{row.pk}", ".zip", now, folder=FOLDER)
    done = {"made_at": now, "file": kept.name, "sha256": kept.sha256, "size": len(content)}
    return bool(Export.objects.filter(pk=row.pk, made_at=None).update(**done))


def _unlocked(now: datetime) -> Q:
    return Q(locked_at=None) | Q(locked_at__lte=now - LOCKED_FOR)


def _hash_of(row: Export, digits: str) -> str:
    return salted_hmac(f"lumencare.privacy.copy:{row.pk}", digits, algorithm="sha256").hexdigest()


NO_ADDRESS = Text(
    "我们没有您的邮箱，无法发送验证码。请致电服务热线登记邮箱。",
    "We have no e-mail address of yours to mail the code to. Call the hotline to have one added.",
)
