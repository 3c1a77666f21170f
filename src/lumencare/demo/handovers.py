"""Accepted upgrades of the made-up office: by link or on paper, worked on, paid, handed over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.contracts.hosts import GOING_ON
from lumencare.contracts.models import ContractLine
from lumencare.demo.people import Staff
from lumencare.demo.pictures import signature
from lumencare.demo.words import SIGNER
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.upgrade.content import Content, OptionKind, Reuse, ReuseRow
from lumencare.domain.upgrade.editing import put_line, put_reuse
from lumencare.domain.upgrade.lines import Line, LineKind
from lumencare.domain.upgrade.open_things import Decision
from lumencare.domain.upgrade.stored import read_content
from lumencare.handovers.actions import (
    Chosen,
    accept_by_link,
    accept_signed,
    complete,
    invoice_upgrade_bill,
    pay_upgrade_bill,
)
from lumencare.handovers.queries.preparing import prepare
from lumencare.handovers.stated import Completing
from lumencare.sales.actions import Acceptance
from lumencare.sites.models import System
from lumencare.sites.uploads import Upload
from lumencare.upgrades.actions import ProposalWish, change_draft, issue, send, start_proposal
from lumencare.upgrades.listed import part_prices
from lumencare.upgrades.models import ProposalVersion
from lumencare.upgrades.targets import targets_of

NEED = "新手机与平板无法连接，备件难以买到。"
# The processor that each system needs, by the code of where one goes over to.
PROCESSORS = {"ATHENA": "AP-1", "QUANTUM": "QP-3"}
ON_PAPER = "盖章扫描件"


def add_handovers(staff: Staff, systems: Sequence[System], now: datetime) -> None:
    """Let software have been brought up to date, and a system have been replaced as a whole."""
    software, *others = systems
    _update(software, staff, now)
    held = ContractLine.objects.filter(state__in=GOING_ON).values("system")
    with_plan = System.objects.filter(pk__in=[each.pk for each in others]).filter(pk__in=held)
    oldest = with_plan.order_by("order_date", "pk")
    replaced = next((each for each in oldest if targets_of(each.system_type)), None)
    if replaced is not None:
        _replace(replaced, staff, now)


def offer_both(system: System, staff: Staff, then: datetime) -> ProposalVersion:
    """Propose a new system beside a software upgrade, and send both."""
    by = staff[Role.SALES]
    return send_out(_draft(system, by, then), by, then)


def send_out(version: ProposalVersion, by: User, then: datetime) -> ProposalVersion:
    """Issue a draft and send it."""
    issued = issue(version, by=by, now=then)
    send(issued, by=by, now=then)
    return issued


def take(version: ProposalVersion, name: str, then: datetime) -> ProposalVersion:
    """Let the customer have accepted the new system by their link."""
    link = version.links.select_related("proposal_version").latest("pk")
    accept_by_link(link, _choose(version, OptionKind.SYSTEM, name), now=then)
    version.refresh_from_db()
    return version


def pay_first(version: ProposalVersion, by: User, then: datetime) -> None:
    """Let the first bill have been invoiced and paid; the other is due."""
    bill = version.bills.order_by("pk").first()
    if bill is not None:
        invoice_upgrade_bill(bill, kind="special", by=by, now=then - DAY)
        bill.refresh_from_db()
        typed = {"on": in_shanghai(then).date().isoformat(), "reference": f"UP-{bill.number}"}
        pay_upgrade_bill(bill, typed, by=by, now=then)


def evidence() -> Upload:
    """Return the handover as the customer signed it."""
    return Upload("移交单.png", signature())


def _draft(system: System, by: User, then: datetime) -> ProposalVersion:
    version = start_proposal(system.pk, by=by, now=then, wish=ProposalWish(need=NEED))
    content = read_content(version.content)
    number = PROCESSORS.get(content.options[0].target, "AP-1")
    price = part_prices([number], in_shanghai(then).date())[number]
    line = Line(
        key=0,
        kind=LineKind.HARDWARE,
        text=f"{number} 控制主机",
        quantity=Decimal(1),
        price=price,
        listed=price,
        part_number=number,
    )
    return change_draft(version, put_line(content, "A", line), by=by, now=then)


def _choose(version: ProposalVersion, kind: OptionKind, name: str, how: str = "") -> Chosen:
    options = read_content(version.content).options
    key = next(each.key for each in options if each.kind is kind)
    return Chosen(key, Acceptance(name, version.pdf_sha256, how))


def _update(system: System, staff: Staff, now: datetime) -> None:
    """Let staff have registered the signed copy; the system keeps its years (G-4)."""
    by, then = staff[Role.SALES], now - 70 * DAY
    wish = ProposalWish(need=NEED, ways=((OptionKind.SOFTWARE, ""),))
    version = send_out(start_proposal(system.pk, by=by, now=then, wish=wish), by, then)
    chosen = _choose(version, OptionKind.SOFTWARE, SIGNER, ON_PAPER)
    copy = Upload("接受书.png", signature())
    accept_signed(version, chosen, copy, by=by, now=now - 60 * DAY)
    _complete(version, {"software_version": "25.4"}, staff, now - 30 * DAY)


def _replace(system: System, staff: Staff, now: datetime) -> None:
    """Let nothing of a system have stayed; its contract is still to be ended by staff (D-17)."""
    by, then = staff[Role.SALES], now - 50 * DAY
    version = _draft(system, by, then)
    content = _all_replaced(read_content(version.content))
    sent = send_out(change_draft(version, content, by=by, now=then), by, then)
    taken = take(sent, SIGNER, now - 42 * DAY)
    typed = {
        "ref": f"{system.ref}-U1",
        "name": f"{system.name}（新系统）",
        "system_type": "Athena",
        "warranty_class": "1Y",
        "start_up": "manufacturer",
        "software_version": "25.4",
    }
    _complete(taken, typed, staff, now - 20 * DAY)


def _all_replaced(content: Content) -> Content:
    for row in content.options[0].reuse:
        content = put_reuse(content, content.options[0].key, _gone(row))
    return content


def _gone(row: ReuseRow) -> ReuseRow:
    return replace(row, verdict=Reuse.REPLACED, why=row.why or "整栋改造，全部更换")


def _complete(
    version: ProposalVersion, typed: dict[str, str], staff: Staff, then: datetime
) -> None:
    by = staff[Role.COORDINATOR]
    things = prepare(by, version.proposal.number).things
    day = {"completed_on": in_shanghai(then).date().isoformat(), "handed_to": SIGNER}
    completing = Completing(
        typed={**typed, **day},
        evidence=evidence(),
        whole="ref" in typed,
        decisions={each.key: Decision.CARRY.value for each in things},
    )
    complete(version, completing, by=by, now=then + DAY)
