"""Two sites of the made-up customer: one where everything happens, one to begin with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.contracts.actions import issue_document
from lumencare.contracts.actions.exporting import export_invoices
from lumencare.contracts.actions.invoicing import mark_issued, request_invoice
from lumencare.contracts.actions.paying import record_receipt
from lumencare.contracts.models import Contract
from lumencare.demo.ages import years_before
from lumencare.demo.contracts import DAY, put_in_force, sell, use_some
from lumencare.demo.people import Staff, address_of
from lumencare.demo.portfolio import Typed
from lumencare.demo.quotes import Desk
from lumencare.domain.codes import PlanCode
from lumencare.domain.money import Money
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import OptionChoice, PlanChoice
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sales.actions import Delivery, send
from lumencare.sites.actions.contacts import add_contact
from lumencare.sites.actions.sites import add_site
from lumencare.sites.actions.systems import add_system
from lumencare.sites.models import Membership, Organization, Site, System

HOUR = timedelta(hours=1)
CONTACT = {
    "name": "王建国",
    "position": "工程部经理",
    "phone": "13800136021",
    "email": "wang@lumencare.example",
    "consent_on": "2025-06-01",
    "consent_how": "电话中口头同意",
}
# Without an address codes are read out on the phone: the made-up office sends no mail.
BY_PHONE = {**CONTACT, "name": "李静", "position": "物业经理", "phone": "13800136022", "email": ""}
SUPPORT = Choices(
    (PlanChoice(PlanCode.TECHNOLOGY_SUPPORT),),
    (OptionChoice("24h"), OptionChoice("onsite-programming", 2)),
)
CARE = Choices((PlanChoice(PlanCode.SERVICE_CARE),), (OptionChoice("24h"),))
MORE = Choices((), (OptionChoice("system-optimization", 2),))


@dataclass(frozen=True, slots=True)
class Facts:
    """What a system of these sites is."""

    ref: str
    name: str
    kind: str
    warranty: str
    ordered: date
    bom: str


@dataclass(frozen=True, slots=True)
class Showroom:
    """The systems of the two sites: the one that has everything, and the one to start with."""

    full: System
    fresh: System


def add_showroom(staff: Staff, now: datetime) -> Showroom:
    """Add both sites for the customer who signs in; their partner may see them."""
    today = in_shanghai(now).date()
    name = Text("云栖会议中心", "Yunqi Convention Centre")
    site = add_place(staff, now, name, ("杭州市", "滨江大道 618 号", CONTACT))
    # The fourth year ends soon, so that the next one can be bought.
    ordered = years_before(today + 45 * DAY, 4)
    full = add_installed(
        site, Facts("LC-0901", name.zh, "Quantum", "1Y", ordered, "1200000"), staff, now
    )
    name = Text("拾光中心", "Shiguang Centre")
    site = add_place(staff, now, name, ("苏州市", "科技路 52 号", BY_PHONE))
    ordered = years_before(today + 25 * DAY, 2)
    fresh = add_installed(
        site, Facts("LC-0902", name.zh, "Quantum", "2Y", ordered, "860000"), staff, now
    )
    whole = _serve(staff, full, SUPPORT, now - 300 * DAY)
    if whole is not None:
        use_some(whole, staff, now - 100 * DAY)
        _bill(whole, staff, now - 280 * DAY)
    _serve(staff, fresh, CARE, now - 325 * DAY)
    offer = Desk(staff, full, now - 2 * DAY, MORE)
    send(offer.issued(), by=staff[Role.SALES], now=now - DAY, delivery=Delivery())
    return Showroom(full, fresh)


def add_place(staff: Staff, now: datetime, name: Text, place: tuple[str, str, Typed]) -> Site:
    """Add a site of the customer who signs in: where it is, and who answers there."""
    by, then = staff[Role.COORDINATOR], now - 400 * DAY
    city, address, contact = place
    typed = {
        "name": name.zh,
        "name_en": name.en,
        "city": city,
        "address": address,
        "owner": str(_own(Role.CUSTOMER).pk),
        "partner": str(_own(Role.PARTNER).pk),
    }
    site: Site = add_site(typed, by=by, now=then)
    add_contact(site, contact, by=by, now=then)
    return site


def add_installed(site: Site, facts: Facts, staff: Staff, now: datetime) -> System:
    """Add a system to a site of the customer who signs in."""
    of = {
        "ref": facts.ref,
        "name": facts.name,
        "system_type": facts.kind,
        "software_version": "3.1",
        "warranty_class": facts.warranty,
        "order_date": facts.ordered.isoformat(),
        "start_up": "manufacturer",
        "bom": facts.bom,
        "list_amount": "",
    }
    return add_system(site, of, by=staff[Role.COORDINATOR], now=now - 400 * DAY)


def _own(role: Role) -> Organization:
    """Return whom the person of a role acts for."""
    user = User.objects.get(email=address_of(role))
    return Membership.objects.select_related("organization").get(user=user).organization


def _serve(staff: Staff, system: System, chosen: Choices, then: datetime) -> Contract | None:
    contract = sell(Desk(staff, system, then, chosen))
    if contract is not None:
        # Its document is made to be signed; afterwards it is made no more (D-17).
        issue_document(contract, by=staff[Role.COORDINATOR], now=then + 5 * DAY)
        put_in_force(contract, staff, then + 6 * DAY)
    return contract


def _bill(contract: Contract, staff: Staff, then: datetime) -> None:
    """Invoice what was due first, and record that it was paid."""
    by, on = staff[Role.FINANCE], in_shanghai(then).date()
    first = contract.payments.order_by("due_on", "pk").first()
    if first is None:
        return
    asked = request_invoice([first], kind="special", by=by, now=then)
    export_invoices([asked.number], by=by, now=then + HOUR)
    asked.refresh_from_db()
    number = {"invoice_number": "25312000000009010001", "issued_on": on.isoformat()}
    mark_issued(asked, number, by=by, now=then + 2 * HOUR)
    gross = Money.of_fen(first.net_fen + first.vat_fen)
    paid = {"amount": str(gross), "received_on": on.isoformat(), "reference": "YQ-01"}
    record_receipt(first, paid, key="demo-showroom", by=by, now=then + DAY)
