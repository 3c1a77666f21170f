"""Acceptance: by name and with the hash of the document that was shown; once, while valid."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import Conflict, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.acceptable import require_acceptable
from lumencare.sales.actions.steps import lock_quote, take_step
from lumencare.sales.links import keep_confirmation
from lumencare.sales.models import IN_WORK, QuoteLink, QuoteState, QuoteVersion
from lumencare.sales.states import Step
from lumencare.sales.told import tell_accepted
from lumencare.sales.written import LONGEST_NAME, read_written


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What somebody accepts with: their name, and the hash of the PDF that they were shown.

    `how` says on what ground staff register it: a signed paper, an order form.
    """

    name: str
    sha256: str
    how: str = ""


def accept(
    version: QuoteVersion, acceptance: Acceptance, *, by: User, now: datetime
) -> QuoteVersion:
    """Accept as somebody with an account: a customer, or staff who hold a signed paper."""
    require_right(by, Right.ACCEPT_QUOTES)
    return _accept(version, acceptance, by=by, now=now)


def accept_by_link(link: QuoteLink, acceptance: Acceptance, *, now: datetime) -> QuoteVersion:
    """Accept the version that a link leads to; the name is all that is known of who does."""
    with transaction.atomic():
        lock_quote(link.quote_version)
        works = QuoteLink.objects.filter(pk=link.pk, revoked_at=None, expires_at__gt=now)
        if not works.exists():
            raise Refused(does_not_apply("D-26", LINK_ENDED))
        return _accept(link.quote_version, acceptance, by=None, now=now)


def _accept(
    version: QuoteVersion, acceptance: Acceptance, *, by: User | None, now: datetime
) -> QuoteVersion:
    name = read_written(acceptance.name, "name", LONGEST_NAME)
    with transaction.atomic():
        lock_quote(version)
        if _is_accepted_so(version, name, acceptance.sha256):
            return version
        require_acceptable(version, now)
        if acceptance.sha256 != version.pdf_sha256:
            raise Conflict(ANOTHER_DOCUMENT)
        fields = {"ended_at": now, "accepted_name": name, "accepted_sha256": acceptance.sha256}
        take_step(
            version, Step.ACCEPT, by=by or name, now=now, why=acceptance.how.strip(), fields=fields
        )
        _withdraw_what_is_in_work(version, by=by or name, now=now)
        keep_confirmation(version, now)
        tell_accepted(version, now)
    return version


def _is_accepted_so(version: QuoteVersion, name: str, sha256: str) -> bool:
    """Tell whether the same was accepted already: sent twice, it is answered alike.

    The row is read again, as it may have been accepted since.
    """
    state, accepted_name, accepted_sha256 = QuoteVersion.objects.values_list(
        "state", "accepted_name", "accepted_sha256"
    ).get(pk=version.pk)
    if state != QuoteState.ACCEPTED or (accepted_name, accepted_sha256) != (name, sha256):
        return False
    version.refresh_from_db()
    return True


def _withdraw_what_is_in_work(version: QuoteVersion, *, by: User | str, now: datetime) -> None:
    """End a revision that was begun: the customer has accepted the version that they held."""
    others = QuoteVersion.objects.select_related("quote").filter(
        quote=version.quote_id, state__in=IN_WORK
    )
    why = f"v{version.number} 已被接受 / v{version.number} was accepted"
    for each in others:
        fields = {"ended_at": now, "ended_why": why}
        take_step(each, Step.WITHDRAW, by=by, now=now, why=why, fields=fields)


LINK_ENDED = Text("此链接已失效。", "This link works no more.")
ANOTHER_DOCUMENT = Text(
    "您看到的文件不是现行版本，请重新打开报价单再确认。",
    "The document that you were shown is not this version; open the quotation again.",
)
