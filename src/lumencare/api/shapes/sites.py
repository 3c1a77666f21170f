"""Shapes of organizations, sites, systems, contacts, hardware lists and records."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Money,
    StartUp,
    Text,
    WarrantyClass,
    Words,
)

Id = Annotated[int, Field(validation_alias="pk")]
Class = Annotated[
    WarrantyClass, Field(validation_alias="warranty_class", serialization_alias="class")
]
OrganizationKind = Literal["end-user", "partner"]
RecordKind = Literal["single-line-drawing", "layout-drawing", "database"]
ClassText = Annotated[
    str,
    Field(max_length=40, alias="class", json_schema_extra={"enum": ["1Y", "2Y", "HWQS8"]}),
]
DayText = Annotated[str, Field(max_length=40, json_schema_extra={"format": "date"})]
AmountText = Annotated[str, Field(max_length=40, pattern=NO_NUL, examples=["1000000.00"])]


class OrganizationLine(Facts):
    """An organization in a list; `sites` counts those it owns or serves."""

    id: Id
    kind: OrganizationKind
    name: str
    name_en: str
    credit_code: str
    sites: int


class OrganizationShape(Facts):
    """An end user or a partner, with what an invoice needs."""

    id: Id
    version: int
    kind: OrganizationKind
    name: str
    name_en: str
    credit_code: str
    invoice_address: str
    invoice_phone: str
    bank: str
    bank_account: str
    note: str


class OrganizationChange(Asked):
    """What is to be changed; what is not given stays."""

    name: Line = ""
    name_en: Line = ""
    credit_code: Line = ""
    invoice_address: Line = ""
    invoice_phone: Line = ""
    bank: Line = ""
    bank_account: Line = ""
    note: Text = ""


class NewOrganization(OrganizationChange):
    """An end user or a partner to be added."""

    kind: OrganizationKind
    name: Line


class SiteLine(Facts):
    """A site in a list."""

    id: Id
    name: str
    name_en: str
    city: str
    city_known: bool
    owner_id: Annotated[int, Field(validation_alias="owner_pk")]
    owner: str
    partner: str
    systems: int


class OwnerChangeShape(Facts):
    """A change of owner (D-18)."""

    from_owner: str
    to_owner: str
    on: Day
    why: str
    recorded_by: str
    recorded_at: Instant


class SiteShape(Facts):
    """A site: a place with one or more systems."""

    id: Id
    version: int
    name: str
    name_en: str
    city: str
    city_known: bool
    address: str
    note: str
    owner_id: Annotated[int, Field(validation_alias="owner_pk")]
    owner: str
    partner_id: Annotated[int | None, Field(validation_alias="partner_pk")]
    partner: str
    partner_may_see: bool
    systems: "list[SystemLine]"
    owner_changes: list[OwnerChangeShape]


class SiteChange(Asked):
    """What is to be changed; the owner changes by `POST /sites/{id}/owner`."""

    name: Line = ""
    name_en: Line = ""
    city: Line = ""
    city_unlisted: bool = False
    partner: Key | None = None
    partner_may_see: bool = True
    address: Line = ""
    note: Text = ""


class NewSite(SiteChange):
    """A site to be added; a city that the data does not have needs `city_unlisted` (D-19)."""

    owner: Key
    name: Line
    city: Line


class NewOwner(Asked):
    """A change of owner: to whom, on which day, on what ground."""

    to: Key
    on: DayText
    why: Text


class SystemLine(Facts):
    """A system in a list; amounts are null for who may not see prices."""

    id: Id
    ref: str
    name: str
    system_type: str
    software_version: str
    warranty_class: Class
    order_date: Day
    project_year: int
    bom: Money | None
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site: str
    city: str
    owner_id: Annotated[int, Field(validation_alias="owner_pk")]
    owner: str
    window_ends_on: Day | None
    days_left: int | None
    window_value: Money | None
    retired_on: Day | None


class YearShape(Facts):
    """What replacement parts get from the initial warranty in one project year."""

    project_year: int
    first_day: Day
    last_day: Day
    parts_percent: int
    by: str
    is_now: bool


class SystemShape(Facts):
    """One installed system."""

    id: Id
    version: int
    ref: str
    name: str
    system_type: str
    software_version: str
    warranty_class: Class
    order_date: Day
    start_up: StartUp
    start_up_stated: bool
    bom: Money | None
    list_amount: Money | None
    project_year: int
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site: str
    city: str
    owner_id: Annotated[int, Field(validation_alias="owner_pk")]
    owner: str
    window_ends_on: Day | None
    days_left: int | None
    window_value: Money | None
    retired_on: Day | None
    edition: str
    years: list[YearShape]


class SystemChange(Asked):
    """What is to be changed; another class or order date needs `why`."""

    ref: Line = ""
    name: Line = ""
    system_type: Line = ""
    software_version: Line = ""
    warranty_class: ClassText = ""
    order_date: DayText = ""
    start_up: StartUp | None = None
    bom: AmountText = ""
    list_amount: AmountText | None = None
    why: Text = ""


class NewSystem(SystemChange):
    """A system to be added at a site."""

    site: Key
    ref: Line
    name: Line
    system_type: Line
    warranty_class: ClassText
    order_date: DayText
    bom: AmountText


class Retirement(Asked):
    """Since when a system is out of use, and why."""

    on: DayText
    why: Text


class WhyAsked(Asked):
    """The reason for what is done."""

    why: Text


class ContactShape(Facts):
    """Somebody to call at a site; the number is masked for who may not see it."""

    id: Id
    version: int
    name: str
    position: str
    phone: str
    email: str
    consent_on: Day | None
    consent_how: str


class ContactChange(Asked):
    """What is to be changed; what is not given stays."""

    name: Line = ""
    position: Line = ""
    phone: Line = ""
    email: Line = ""
    consent_on: DayText | None = None
    consent_how: Line = ""


class NewContact(ContactChange):
    """Somebody to be added; a phone number or an e-mail address is needed."""

    name: Line


class RecordShape(Facts):
    """One version of a site record; `state` is `kept`, `not-applicable` or `missing`."""

    id: Annotated[int | None, Field(validation_alias="pk")]
    kind: RecordKind
    name: Words
    state: Literal["kept", "not-applicable", "missing"]
    number: int
    file_name: str
    size: int
    sha256: str
    dated_on: Day | None
    age_days: int | None
    why: str
    recorded_by: str
    recorded_at: Instant | None
    # The reference of the one system that it is of; empty: of all systems of the site.
    system: str


class NotApplicable(Asked):
    """A kind of record that a site, or one system of it, does not have, and why."""

    kind: RecordKind
    why: Text
    system: Key | None = None


class BomShape(Facts):
    """A hardware list; `holds` where prices rest on it. Amounts null for who may not see prices."""

    id: Id
    number: int
    taken_on: Day
    source: str
    sha256: str
    amount: Money | None
    list_amount: Money | None
    line_count: int
    recorded_by: str
    recorded_at: Instant
    holds: bool
    undone_by: str
    undone_at: Instant | None
    undone_why: str


class WindowGroupShape(Facts):
    """How many windows close within some days and not earlier; 0 days: later."""

    closes_in: int
    count: int
    value: Money


class HitShape(Facts):
    """Something found: `key` is its id, or the number of a quote."""

    kind: str
    key: str
    title: str
    detail: str
