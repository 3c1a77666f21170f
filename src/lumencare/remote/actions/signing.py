"""Signing: code and hash are right, the sealed paper is kept with its evidence; once, by one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.domain.problems import Conflict, Refused
from lumencare.domain.remote.states import (
    AgreementState,
    AgreementStep,
    end_of_validity,
    standing_of,
)
from lumencare.domain.text import Text, does_not_apply
from lumencare.remote.actions.coding import try_code
from lumencare.remote.actions.drawing import redraw
from lumencare.remote.actions.preparing import require_signable
from lumencare.remote.actions.steps import lock_agreement, take_step
from lumencare.remote.archive import keep_drawing
from lumencare.remote.links import keep_readable
from lumencare.remote.models import (
    ConsentWindow,
    DrawnSignature,
    OneTimeCode,
    RemoteAgreement,
    RemoteMail,
    RemoteSession,
    SignatureEvidence,
    SigningLink,
)
from lumencare.remote.papers import MadePaper, Proof, make_sealed
from lumencare.remote.telling import tell_agreement, tell_staff

LONGEST_AGENT = 300
ANOTHER_PAPER = Text(
    "您看到的文本不是现行版本，请重新打开页面再签署。",
    "The paper that you were shown is not this one; open the page again.",
)
CODE_USED = Text("此验证码已使用。", "This code was used already.")
BY_SIGNATURE = Text("随签署同意", "agreed with the signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What somebody signs with: the code, the hash of the paper they saw, and from where.

    `drawing` is a picture of their signature where they drew one beside their typed name.
    """

    code: str
    sha256: str
    drawing: bytes = b""
    user_agent: str = ""
    ip_address: str | None = None


def sign(link: SigningLink, signature: Signature, *, now: datetime) -> RemoteAgreement:
    """Sign what a link leads to: it is in force at once, and what it renews is superseded.

    Sent twice, one signs and the other is refused. A wrong code is counted whatever follows.
    """
    require_signable(link, now)
    row = link.agreement
    if signature.sha256 != row.paper_sha256:
        raise Conflict(ANOTHER_PAPER)
    # First, so that a picture that is none costs no try of the code.
    drawing = redraw(signature.drawing)
    code = try_code(link, signature.code, now=now)
    proof = Proof(_evidence(row, code, signature, now), drawing)
    row.valid_from, row.valid_until = now, end_of_validity(now, row.months)
    made = make_sealed(row, proof, now)
    drawn = keep_drawing(drawing, f"{row.number}-drawn", now) if drawing else None
    with transaction.atomic():
        locked = lock_agreement(row.pk)
        fresh = SigningLink.objects.select_for_update().get(pk=link.pk)
        fresh.agreement = locked
        require_signable(fresh, now)
        if locked.version != row.version:
            raise Conflict(ANOTHER_PAPER)
        if not OneTimeCode.objects.filter(pk=code.pk, used_at=None).update(used_at=now):
            raise Refused(does_not_apply("RS-2", CODE_USED))
        signed = _write(locked, fresh, proof.evidence, made, now)
        if drawn is not None:
            DrawnSignature.objects.create(
                agreement=signed, file=drawn.name, sha256=drawn.sha256, drawn_at=now
            )
        return signed


def _write(
    row: RemoteAgreement,
    link: SigningLink,
    evidence: SignatureEvidence,
    made: MadePaper,
    now: datetime,
) -> RemoteAgreement:
    earlier = _make_room(row, now)
    until = end_of_validity(now, row.months)
    fields = {**_sealed_fields(made), "valid_from": now, "valid_until": until}
    take_step(row, AgreementStep.SIGN, by=evidence.name, now=now, fields=fields)
    evidence.agreement = row
    evidence.save(force_insert=True)
    ConsentWindow.objects.create(
        agreement=row,
        starts_at=now,
        ends_at=until,
        given_by=evidence.name,
        how=f"{BY_SIGNATURE.zh} {BY_SIGNATURE.en}",
        given_at=now,
    )
    # A session that is under way goes on under the agreement that took the other's place.
    RemoteSession.objects.filter(agreement__in=earlier).exclude(state="ended").update(agreement=row)
    keep_readable(row, until)
    _tell(row, link, evidence, now)
    return row


def _sealed_fields(made: MadePaper) -> dict[str, Any]:
    return {
        "sealed": made.kept.name,
        "sealed_sha256": made.kept.sha256,
        "sealed_facts_sha256": made.facts,
        "sealed_by": made.certificate.signer,
        "fingerprint": made.certificate.fingerprint,
        "self_made": made.certificate.is_self_made,
    }


def _make_room(row: RemoteAgreement, now: datetime) -> list[RemoteAgreement]:
    """End what the new agreement takes the place of: one holds for a system and a way in."""
    others = RemoteAgreement.objects.select_for_update().filter(
        system=row.system_id, mode=row.mode, state=AgreementState.SIGNED
    )
    ended = list(others.exclude(pk=row.pk).order_by("pk"))
    for each in ended:
        standing = standing_of(AgreementState(each.state), each.valid_until, now)
        over = standing is AgreementState.EXPIRED
        step = AgreementStep.EXPIRE if over else AgreementStep.SUPERSEDE
        take_step(each, step, by=None, now=now, why=row.number)
    return ended


def _evidence(
    row: RemoteAgreement, code: OneTimeCode, signature: Signature, now: datetime
) -> SignatureEvidence:
    return SignatureEvidence(
        name=row.signer_name,
        organization_name=row.organization.name,
        party=row.party,
        mode=row.mode,
        signed_at=now,
        paper_sha256=row.paper_sha256,
        channel=code.channel,
        sent_to=code.sent_to,
        read_by_name=code.read_by.name if code.read_by else "",
        user_agent=signature.user_agent.replace("\x00", "")[:LONGEST_AGENT],
        ip_address=signature.ip_address,
    )


def _tell(
    row: RemoteAgreement, link: SigningLink, evidence: SignatureEvidence, now: datetime
) -> None:
    said = Text(
        f"远程协议 {row.number} 已由{evidence.name}签署。",
        f"Remote agreement {row.number} was signed by {evidence.name}.",
    )
    tell_agreement("remote.signed", row, said, now)
    tell_staff(row, "signed", said, now)
    if row.signer_email:
        RemoteMail.objects.create(
            link=link, kind=RemoteMail.Kind.COPY, to=row.signer_email, queued_at=now, try_after=now
        )
