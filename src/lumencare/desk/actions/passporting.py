"""Making a coverage passport: signed, numbered, kept for ever; the same facts, the same paper."""

import hashlib
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction

from lumencare.audit.actions import record
from lumencare.contracts.archive import keep_file
from lumencare.contracts.papers.whole import IN_ADDRESS, contacts_of
from lumencare.desk.models import PassportNumber, PassportPaper
from lumencare.desk.queries.passport import Passport
from lumencare.documents.certificate import Certificate
from lumencare.documents.contract_context import Sealing, list_values
from lumencare.documents.passport_context import PassportContext, PassportReason
from lumencare.documents.passport_pdf import render_passport
from lumencare.documents.signing import sign_pdf
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.sites.visitors import Visitor, system_ever_seen
from lumencare.store.numbering import next_number
from lumencare.store.signing_certificate import signing_certificate

FOLDER = "passports"
# They say which paper it is and when it was made, not what it says.
NAMING = {"number", "made_on", "check_address"}


def make_paper(passport: Passport, *, visitor: Visitor, now: datetime) -> PassportPaper:
    """Return the paper of what a system has on a day; one that says the same is there already."""
    system = system_ever_seen(visitor, passport.system)
    certificate = signing_certificate(now)
    context = _context(passport, certificate, now)
    facts = _facts_hash(context)
    standing = PassportPaper.objects.filter(system=system, on=passport.on, facts_sha256=facts)
    found = standing.order_by("pk").first()
    if found is not None:
        return found
    with transaction.atomic():
        number = next_number(PassportNumber.objects, "P", context.made_on)
        pdf = sign_pdf(render_passport(_named(context, number, facts), now), certificate, now)
        kept = keep_file(pdf, number, ".pdf", now, folder=FOLDER)
        paper = PassportPaper.objects.create(
            number=number,
            system=system,
            on=passport.on,
            pdf=kept.name,
            pdf_sha256=kept.sha256,
            facts_sha256=facts,
            signer=certificate.signer,
            fingerprint=certificate.fingerprint,
            self_made=certificate.is_self_made,
            asked_by=visitor.user,
            asked_by_name=visitor.name,
            made_at=now,
        )
        record(system, action="make-passport", by=visitor.by, now=now, why=f"{number} {paper.on}")
    return paper


def _context(passport: Passport, certificate: Certificate, now: datetime) -> PassportContext:
    edition = edition_by_code(passport.edition)
    return PassportContext(
        number="",
        made_on=in_shanghai(now).date(),
        check_address="",
        on=passport.on,
        site=passport.site_name,
        owner=passport.owner,
        system=passport.name,
        ref=passport.ref,
        project_year=passport.project_year,
        plans=passport.plans,
        headline=passport.headline,
        sentence=passport.sentence,
        response=passport.response,
        other=passport.other,
        last_day=passport.last_day,
        then_on=passport.then.on if passport.then else None,
        then=passport.then.headline if passport.then else None,
        years=passport.years,
        reasons=tuple(
            PassportReason(
                rule=each["rule"],
                text=Text(each["zh"], each["en"]),
                clause=each["clause"],
                wording=Text(each["clause_zh"], each["clause_en"]) if each["clause"] else None,
            )
            for each in passport.because
        ),
        edition=edition.code,
        edition_name=edition.name,
        contacts=contacts_of(edition),
        sealing=Sealing(signer=certificate.signer, is_self_made=certificate.is_self_made),
    )


def _facts_hash(context: PassportContext) -> str:
    lines = (
        f"{where}\0{value!r}\n" for where, value in list_values(context) if where not in NAMING
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _named(context: PassportContext, number: str, facts: str) -> PassportContext:
    query = urlencode({"hash": facts[:IN_ADDRESS]})
    address = f"{settings.PUBLIC_URL.rstrip('/')}/check/{number}?{query}"
    return replace(context, number=number, check_address=address)
