"""What the document of an upgrade proposal is made of: frozen facts, texts in both languages."""

from dataclasses import dataclass
from datetime import date

from lumencare.documents.clause_groups import ClauseGroup
from lumencare.documents.contract_context import Contact, Party
from lumencare.domain.text import Reason
from lumencare.domain.upgrade.content import Content
from lumencare.domain.upgrade.pricing import PricedOption


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSystem:
    """The system that is brought up to date, as it is today."""

    project: str
    customer: str
    ref: str
    name: str
    system_type: str
    software: str
    city: str
    address: str
    order_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFound:
    """What a survey found of one kind of component, as it was recorded."""

    component: str
    part_number: str
    quantity: int
    condition: str
    note: str


@dataclass(frozen=True, slots=True)
class OfferedOption:
    """An option with its amounts, and what becomes of cover with it."""

    priced: PricedOption
    cover: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalContext:
    """Everything that the document shows; `survey` is empty where none was made."""

    number: str
    version: int
    on: date
    valid_until: date
    edition: str
    wording: str
    content: Content
    system: ProposalSystem
    options: tuple[OfferedOption, ...]
    survey: str
    survey_summary: str
    findings: tuple[SurveyFound, ...]
    records: tuple[Reason, ...]
    provider: Party | None
    clauses: tuple[ClauseGroup, ...]
    contacts: tuple[Contact, ...]
    check_address: str
    replaces: str = ""
