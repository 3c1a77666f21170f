"""A version as it would be issued on a day: priced, with cover and records, and as paper."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from lumencare.contracts.papers.parties import named_provider
from lumencare.contracts.papers.whole import (
    IN_ADDRESS,
    check_address_of,
    contacts_of,
    hash_of_values,
)
from lumencare.data.contract_wordings import proposal_wording
from lumencare.documents.clause_groups import GENERAL, ClauseGroup
from lumencare.documents.contract_clauses import as_clause
from lumencare.documents.proposal_context import (
    OfferedOption,
    ProposalContext,
    ProposalSystem,
    SurveyFound,
)
from lumencare.documents.proposal_pdf import picture_proposal, render_proposal
from lumencare.domain.answers import reasons_answer
from lumencare.domain.edition import Edition
from lumencare.domain.readiness.judging import Readiness
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Reason
from lumencare.domain.upgrade.content import Content
from lumencare.domain.upgrade.cover import tell_cover
from lumencare.domain.upgrade.pricing import price_content
from lumencare.domain.upgrade.stored import read_content
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.models import System
from lumencare.sites.queries.readiness import readiness_of
from lumencare.upgrades.held import held_covers
from lumencare.upgrades.models import ProposalVersion, Survey

WORDING = "proposal-1"
# They say which document it is and when it was made, not what is offered.
NAMING = {"number", "version", "on", "check_address", "replaces"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a version offers on a day, with everything that it follows from."""

    content: Content
    edition: Edition
    on: date
    valid_until: date
    options: tuple[OfferedOption, ...]
    readiness: Readiness

    @property
    def approval_because(self) -> tuple[Reason, ...]:
        """Why an approver must agree; nothing where none is needed (D-20)."""
        return tuple(reason for each in self.options for reason in each.priced.approval_because)

    def option(self, key: str) -> OfferedOption | None:
        """Return an option by its key."""
        found = (each for each in self.options if each.priced.option.key == key)
        return next(found, None)

    @property
    def leading(self) -> OfferedOption | None:
        """The option whose amounts stand for the whole: the recommended, else the first."""
        return self.option(self.content.recommended) or next(iter(self.options), None)


def offer_of(version: ProposalVersion, on: date) -> Offer:
    """Return what a draft offers on a day."""
    system, edition = version.proposal.system, edition_in_force(on)
    content = read_content(version.content)
    held = held_covers(system, on)
    days = int(edition.setting_by_name["quotation_valid_days"].value)
    return Offer(
        content=content,
        edition=edition,
        on=on,
        valid_until=on + timedelta(days=days),
        options=tuple(
            OfferedOption(each, tell_cover(each.option, held))
            for each in price_content(edition, content)
        ),
        readiness=readiness_of([system], on, edition)[system.pk].readiness,
    )


def answer_of(offer: Offer) -> dict[str, Any]:
    """Return what is kept of an offer when it is issued; nothing of it is computed again."""
    return {
        "options": [_option_answer(each) for each in offer.options],
        "records": reasons_answer(offer.readiness.because),
        "missing": [each.value for each in offer.readiness.missing],
        "approval_because": reasons_answer(offer.approval_because),
    }


def _option_answer(offered: OfferedOption) -> dict[str, Any]:
    priced = offered.priced
    return {
        "key": priced.option.key,
        "net": str(priced.net),
        "vat": str(priced.vat),
        "gross": str(priced.gross),
        "discount": str(priced.discount),
        "vat_totals": [
            {
                "percent": f"{each.rate.percent.normalize():f}",
                "net": str(each.net),
                "vat": str(each.vat),
            }
            for each in priced.vat_totals
        ],
        "lines": [
            {"key": each.line.key, "net": str(each.net), "vat": str(each.vat)}
            for each in priced.lines
        ],
        "cover": reasons_answer(offered.cover),
    }


@dataclass(frozen=True, slots=True)
class Paper:
    """The document of a version, and the hash of the facts that it shows."""

    pdf: bytes
    facts: str


def make_paper(version: ProposalVersion, offer: Offer, now: datetime) -> Paper:
    """Return the PDF of a version; InputProblems where a text cannot be printed."""
    context, facts = _context(version, offer)
    return Paper(render_proposal(context, in_shanghai(now)), facts)


def picture_draft(version: ProposalVersion, offer: Offer) -> list[bytes]:
    """Return the pages of a draft as pictures: what it would look like if it were issued now."""
    return picture_proposal(_context(version, offer)[0])


def _context(version: ProposalVersion, offer: Offer) -> tuple[ProposalContext, str]:
    survey = version.proposal.survey
    earlier = _earlier(version)
    context = ProposalContext(
        number=version.proposal.number,
        version=version.number,
        on=offer.on,
        valid_until=offer.valid_until,
        edition=offer.edition.code,
        wording=WORDING,
        content=offer.content,
        system=_system(version.proposal.system),
        options=offer.options,
        survey="" if survey is None else survey.number,
        survey_summary="" if survey is None else survey.summary,
        findings=_findings(survey),
        records=offer.readiness.because if offer.readiness.missing else (),
        provider=named_provider(),
        clauses=(ClauseGroup(GENERAL, tuple(as_clause(each) for each in proposal_wording())),),
        contacts=contacts_of(offer.edition),
        check_address="",
        replaces="" if earlier is None else f"v{earlier}",
    )
    facts = hash_of_values(context, NAMING)
    address = check_address_of(version.proposal.number, facts[:IN_ADDRESS])
    return replace(context, check_address=address), facts


def _earlier(version: ProposalVersion) -> int | None:
    rows = ProposalVersion.objects.filter(
        proposal=version.proposal_id, number__lt=version.number, sent_at__isnull=False
    )
    return rows.order_by("-number").values_list("number", flat=True).first()


def _system(system: System) -> ProposalSystem:
    site = system.site
    return ProposalSystem(
        project=site.name,
        customer=site.owner.name,
        ref=system.ref,
        name=system.name,
        system_type=system.system_type,
        software=system.software_version,
        city=site.city,
        address=site.address,
        order_date=system.order_date,
    )


def _findings(survey: Survey | None) -> tuple[SurveyFound, ...]:
    if survey is None:
        return ()
    return tuple(
        SurveyFound(
            component=each.component,
            part_number=each.part_number,
            quantity=each.quantity,
            condition=each.condition,
            note=each.note,
        )
        for each in survey.findings.order_by("pk")
    )
