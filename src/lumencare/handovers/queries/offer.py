"""What a customer's link to a proposal shows: its options side by side, and whether it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from lumencare.domain.text import Reason, Text
from lumencare.domain.upgrade.content import OPTION_KIND_NAMES, REUSE_NAMES, Option
from lumencare.domain.upgrade.pricing import in_order
from lumencare.domain.upgrade.states import WON, ProposalStep, require_step
from lumencare.domain.upgrade.stored import read_content
from lumencare.handovers.accepted import amounts_of
from lumencare.upgrades.archive import page_picture, pages_of, read_pdf
from lumencare.upgrades.links import note_visit, open_link
from lumencare.upgrades.models import ProposalLink, ProposalVersion
from lumencare.upgrades.validity import require_valid


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One line of an option, net."""

    text: str
    quantity: str
    unit: Text
    net: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseShown:
    """What becomes of one kind of component."""

    component: str
    part_number: str
    quantity: int
    verdict: str
    verdict_name: Text
    replacement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionShown:
    """One option as its customer reads it; amounts as they were issued."""

    key: str
    kind_name: Text
    name: Text
    gains: Text
    recommended: bool
    lines: tuple[LineShown, ...]
    net: Money
    vat: Money
    gross: Money
    reuse: tuple[ReuseShown, ...]
    steps: tuple[Text, ...]
    out_hours: int
    # What becomes of warranty and plans, told before anything is accepted.
    cover: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalOffer:
    """A version behind its link; `against` says why it cannot be accepted, if so."""

    link: ProposalLink
    number: str
    version: int
    site_name: str
    system_name: str
    owner: str
    sender: str
    sender_email: str
    need: str
    options: tuple[OptionShown, ...]
    valid_until: date
    sha256: str
    accepted_name: str
    accepted_at: datetime | None
    accepted_option: str
    against: Reason | None

    @property
    def is_accepted(self) -> bool:
        """Whether the customer has accepted it."""
        return self.accepted_at is not None

    @property
    def chosen(self) -> OptionShown | None:
        """The option that was accepted."""
        return next((each for each in self.options if each.key == self.accepted_option), None)


def open_proposal(token: str, now: datetime) -> ProposalOffer | None:
    """Return what a link shows; None where it does not work, whatever the reason."""
    link = open_link(token, now)
    if link is None or link.proposal_version.valid_until is None:
        return None
    row = link.proposal_version
    system = row.proposal.system
    won = row.state in WON
    content = read_content(row.content)
    return ProposalOffer(
        link=link,
        number=row.proposal.number,
        version=row.number,
        site_name=system.site.name,
        system_name=system.name,
        owner=system.site.owner.name,
        sender=link.created_by.name,
        sender_email=link.created_by.email,
        need=content.need,
        options=tuple(
            _option(row, each, recommended=each.key == content.recommended)
            for each in content.options
        ),
        valid_until=link.proposal_version.valid_until,
        sha256=row.pdf_sha256,
        accepted_name=row.accepted_name,
        accepted_at=row.accepted_at,
        accepted_option=row.accepted_option,
        against=None if won else find_refusal(row, now),
    )


def find_refusal(version: ProposalVersion, now: datetime) -> Reason | None:
    """Return what stands against accepting a version; None where nothing does."""
    try:
        require_step(ProposalStep.ACCEPT, version.state)
        require_valid(version, now)
    except Refused as refused:
        return refused.reason
    return None


def note_visit_of(offer: ProposalOffer, now: datetime) -> None:
    """Count that the customer looked at it."""
    note_visit(offer.link, now)


def pdf_of(offer: ProposalOffer) -> bytes:
    """Return the PDF as it was issued."""
    return read_pdf(offer.link.proposal_version)


def page_count_of(offer: ProposalOffer) -> int:
    """Return how many pages of the PDF there are pictures of."""
    return pages_of(offer.link.proposal_version)


def picture_of(offer: ProposalOffer, page: int) -> bytes | None:
    """Return the picture of a page; None where there is none."""
    return page_picture(offer.link.proposal_version, page)


def _option(row: ProposalVersion, option: Option, *, recommended: bool) -> OptionShown:
    amounts = amounts_of(row, option.key)
    nets = {each["key"]: Money.of(each["net"]) for each in amounts["lines"]}
    return OptionShown(
        key=option.key,
        kind_name=OPTION_KIND_NAMES[option.kind],
        name=option.name,
        gains=option.gains,
        recommended=recommended,
        lines=tuple(
            LineShown(
                text=each.text,
                quantity=f"{each.quantity.normalize():f}",
                unit=each.unit,
                net=nets[each.key],
            )
            for each in in_order(option)
        ),
        net=Money.of(amounts["net"]),
        vat=Money.of(amounts["vat"]),
        gross=Money.of(amounts["gross"]),
        reuse=tuple(
            ReuseShown(
                component=each.component,
                part_number=each.part_number,
                quantity=each.quantity,
                verdict=each.verdict.value,
                verdict_name=REUSE_NAMES[each.verdict],
                replacement=each.replacement,
            )
            for each in option.reuse
        ),
        steps=tuple(each.text for each in option.steps),
        out_hours=option.out_hours,
        cover=tuple(amounts.get("cover", ())),
    )
