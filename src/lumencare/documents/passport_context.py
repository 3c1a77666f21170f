"""What a coverage passport says, as one frozen record; the same record gives the same PDF."""

from dataclasses import dataclass
from datetime import date

from lumencare.documents.contract_context import Contact, Sealing
from lumencare.domain.quotation.cover import YearCover
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportReason:
    """One reason with its rule, and the clause that carries the rule; no clause: an empty id."""

    rule: str
    text: Text
    clause: str = ""
    wording: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportContext:
    """What a system has on a day, who pays, why, and what follows.

    `last_day` is the last day on which the same holds; None where it holds for good.
    """

    number: str
    made_on: date
    check_address: str
    on: date
    site: str
    owner: str
    system: str
    ref: str
    project_year: int
    plans: tuple[Text, ...]
    headline: Text
    sentence: Text
    response: Text | None
    other: Text
    last_day: date | None
    then_on: date | None
    then: Text | None
    years: tuple[YearCover, ...]
    reasons: tuple[PassportReason, ...]
    edition: str
    edition_name: Text
    contacts: tuple[Contact, ...]
    sealing: Sealing
