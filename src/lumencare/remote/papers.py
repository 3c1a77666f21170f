"""An agreement as its paper shows it: to be signed, and the same with its evidence."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from lumencare.contracts.papers.parties import provider
from lumencare.contracts.papers.whole import (
    IN_ADDRESS,
    check_address_of,
    contacts_of,
    hash_of_values,
)
from lumencare.data.contract_wordings import remote_wording
from lumencare.documents.certificate import Certificate
from lumencare.documents.clause_groups import GENERAL, ClauseGroup
from lumencare.documents.contract_clauses import as_clause
from lumencare.documents.contract_context import Duty, Party, Sealing
from lumencare.documents.remote_context import Fact, RemoteContext, RemoteSystem, Signer
from lumencare.documents.remote_pdf import render_remote
from lumencare.documents.signing import sign_pdf
from lumencare.domain.edition import Edition
from lumencare.domain.remote.access import MODE_HINTS, SERVER_NAMES, AccessMode, Server
from lumencare.domain.remote.codes import CHANNEL_NAMES, CodeChannel
from lumencare.domain.remote.parties import PARTY_NAMES, PartyKind
from lumencare.domain.remote.states import last_day_of
from lumencare.domain.shanghai import in_shanghai, say_english_day
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.remote.archive import keep_paper
from lumencare.remote.models import RemoteAgreement, SignatureEvidence
from lumencare.sales.archive import Kept
from lumencare.sites.models import Organization
from lumencare.sites.phones import mask_email, mask_phone
from lumencare.store.signing_certificate import signing_certificate

WORDING = "remote-1"
DUTIES = {PartyKind.END_USER: Duty.END_USER, PartyKind.PARTNER: Duty.PARTNER}
# They say which paper it is and where it is checked, not what was agreed.
NAMING = {"number", "on", "check_address"}


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper in the archive, before any row names it."""

    kept: Kept
    facts: str
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence of a signature, with the picture of what was drawn; empty: nothing was."""

    evidence: SignatureEvidence
    drawing: bytes = b""


def make_paper(row: RemoteAgreement, now: datetime) -> MadePaper:
    """Make the paper that the signer is shown, sealed by the provider and archived."""
    return _make(row, now, row.number, None)


def make_sealed(row: RemoteAgreement, proof: Proof, now: datetime) -> MadePaper:
    """Make the signed paper: the same text with its period and its page of evidence."""
    return _make(row, now, f"{row.number}-signed", proof)


def clauses() -> tuple[ClauseGroup, ...]:
    """Return the clauses, as page and paper show them."""
    return (ClauseGroup(GENERAL, tuple(as_clause(each) for each in remote_wording())),)


def reach_of(row: RemoteAgreement) -> str:
    """Return where the signer is reached, in part hidden."""
    return mask_email(row.signer_email) or mask_phone(row.signer_phone)


def _make(row: RemoteAgreement, now: datetime, name: str, proof: Proof | None) -> MadePaper:
    certificate = signing_certificate(now)
    context = _context(row, certificate, now)
    if proof is not None:
        context = _with_proof(context, row, proof)
    facts = hash_of_values(context, NAMING)
    address = check_address_of(row.number, facts[:IN_ADDRESS])
    drawing = proof.drawing if proof else b""
    pdf = render_remote(replace(context, check_address=address), now, drawing)
    kept = keep_paper(sign_pdf(pdf, certificate, now), name, now)
    return MadePaper(kept, facts, certificate)


def _context(row: RemoteAgreement, certificate: Certificate, now: datetime) -> RemoteContext:
    edition, mode, party = edition_by_code(row.edition), AccessMode(row.mode), PartyKind(row.party)
    site = row.system.site
    return RemoteContext(
        number=row.number,
        on=in_shanghai(now).date(),
        edition=row.edition,
        wording=row.wording,
        months=row.months,
        customer=_party(row.organization, DUTIES[party]),
        provider=_without_bank(provider()),
        system=RemoteSystem(
            project=site.name,
            ref=row.system.ref,
            name=row.system.name,
            system_type=row.system.system_type,
            city=site.city,
            address=site.address,
        ),
        server=SERVER_NAMES[Server(row.server)],
        mode=_say_mode(edition, mode),
        mode_hint=MODE_HINTS[mode],
        engineers=tuple(
            each.person.name for each in row.named.select_related("person").order_by("pk")
        ),
        signer=Signer(
            name=row.signer_name,
            party=PARTY_NAMES[party],
            organization=row.organization.name,
            reach=reach_of(row),
        ),
        clauses=clauses(),
        contacts=contacts_of(edition),
        check_address="",
        sealing=Sealing(signer=certificate.signer, is_self_made=certificate.is_self_made),
    )


def _say_mode(edition: Edition, mode: AccessMode) -> Text:
    """Say a way in as the edition does; the paper is no place for 'our side' and 'your side'."""
    return next(each.text for each in edition.remote_modes if each.code == mode.value)


def _party(row: Organization, duty: Duty) -> Party:
    """Return a party without bank data, which no connection needs."""
    return Party(
        duties=(duty,),
        name=row.name,
        english_name=row.name_en,
        credit_code=row.credit_code,
        address=row.invoice_address,
    )


def _without_bank(party: Party) -> Party:
    return replace(party, bank="", bank_account="")


def _with_proof(context: RemoteContext, row: RemoteAgreement, proof: Proof) -> RemoteContext:
    if row.valid_from is None or row.valid_until is None:
        raise ValueError(f"{row.number} holds for no time")
    first, last = in_shanghai(row.valid_from).date(), last_day_of(row.valid_until)
    period = Text(f"{first} 至 {last}", f"{say_english_day(first)} to {say_english_day(last)}")
    return replace(context, period=period, evidence=tuple(_evidence_lines(row, proof)))


def _evidence_lines(row: RemoteAgreement, proof: Proof) -> Iterator[Fact]:
    evidence = proof.evidence
    channel = CHANNEL_NAMES[CodeChannel(evidence.channel)]
    party = PARTY_NAMES[PartyKind(evidence.party)]
    at = f"{in_shanghai(evidence.signed_at):%Y-%m-%d %H:%M:%S} +08:00"
    yield Fact(Text("签署人", "Signer"), evidence.name)
    yield Fact(
        Text("代表", "On behalf of"), f"{evidence.organization_name}（{party.zh} {party.en}）"
    )
    yield Fact(Text("签署时间", "Time of signature"), at)
    yield Fact(Text("所签文件 SHA-256", "SHA-256 of what was signed"), evidence.paper_sha256)
    yield Fact(
        Text("验证码渠道", "Channel of the code"),
        f"{channel.zh} {channel.en} {evidence.sent_to}",
    )
    if evidence.read_by_name:
        yield Fact(Text("读码人", "Read out by"), evidence.read_by_name)
    if evidence.ip_address:
        yield Fact(Text("网络地址", "Network address"), evidence.ip_address)
    if proof.drawing:
        drawn = hashlib.sha256(proof.drawing).hexdigest()
        yield Fact(Text("手写签名 SHA-256", "SHA-256 of the drawn signature"), drawn)
    yield Fact(
        Text("可连接的人员", "Who may connect"),
        "、".join(each.person.name for each in row.named.select_related("person"))
        or "乙方技术支持人员 technical support",
    )
