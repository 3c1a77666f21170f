"""What the report of a visit is made of: frozen facts, as they were when it was issued."""

from dataclasses import dataclass
from datetime import date, datetime

from lumencare.documents.contract_context import Contact, Party, Sealing
from lumencare.domain.money import Money
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """Which document it is; `replaces` names the version before it, empty for the first.

    `provider` is None where the installation does not know its own name.
    """

    number: str
    on: date
    edition: str
    check_address: str
    replaces: str = ""
    provider: Party | None = None
    contacts: tuple[Contact, ...] = ()
    sealing: Sealing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlace:
    """Where it was; what is unknown is empty."""

    site: str
    customer: str
    city: str
    address: str = ""
    system: str = ""
    system_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTimes:
    """When it was, in Shanghai; `home` is the city that the engineer set out from."""

    arrived_at: datetime
    finished_at: datetime
    set_out_at: datetime | None = None
    home: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCover:
    """Under which contracts it was, and the sentence of cover that was said; None: nothing was."""

    contracts: tuple[str, ...] = ()
    said: Text | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCheck:
    """One line of the checklist."""

    text: Text
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """A part that was used, with what came out and what went in."""

    number: str
    quantity: str
    taken_out: str = ""
    put_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCharge:
    """Something that costs the customer, VAT excluded, and how far that has come."""

    name: Text
    net: Money
    rule: str
    state: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraw:
    """What was drawn from an allowance of a contract year."""

    name: Text
    amount: Text
    contract: str
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSignature:
    """Who signed for the customer, or why nobody did; `by_name`: without a drawing."""

    name: str = ""
    at: datetime | None = None
    sha256: str = ""
    unsigned_why: str = ""
    by_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPhoto:
    """A picture that was taken, known by its hash."""

    taken_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReportContext:
    """Everything that the report of a visit shows, but for the pictures themselves."""

    paper: ReportPaper
    visit: str
    kind: Text
    summary: str
    engineer: str
    place: ReportPlace
    times: ReportTimes
    cover: ReportCover
    signature: ReportSignature
    case: str = ""
    is_remote: bool = False
    is_fixed: bool | None = None
    trained: bool = False
    cause: Text | None = None
    findings: str = ""
    checks: tuple[ReportCheck, ...] = ()
    parts: tuple[ReportPart, ...] = ()
    charges: tuple[ReportCharge, ...] = ()
    draws: tuple[ReportDraw, ...] = ()
    photos: tuple[ReportPhoto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPictures:
    """The pictures of a report, small enough to be printed; None where one cannot be shown.

    Photos are in the order of the facts; those beyond the last one shown are counted only.
    """

    signature: bytes | None = None
    photos: tuple[bytes | None, ...] = ()
