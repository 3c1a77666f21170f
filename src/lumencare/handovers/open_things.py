"""What is open at the old system: claims, cases, visits, remote agreements, contracts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from lumencare.accounts.models import User
from lumencare.claims.actions import withdraw
from lumencare.claims.models import Claim
from lumencare.contracts.actions import end_for_replaced
from lumencare.contracts.hosts import GOING_ON
from lumencare.contracts.models import Contract
from lumencare.desk.models import Case
from lumencare.domain.claims.states import BEFORE_ISSUE, UNFITTED
from lumencare.domain.contract.states import OPEN
from lumencare.domain.desk.states import LIVE
from lumencare.domain.dispatch.states import KIND_NAMES, VisitKind, VisitState
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text
from lumencare.domain.upgrade.open_things import OpenThing, ThingKind
from lumencare.field.actions import cancel
from lumencare.field.models import Visit
from lumencare.handovers.stated import Stated
from lumencare.remote.actions import revoke
from lumencare.remote.models import RemoteAgreement
from lumencare.sites.leaving import Gone, list_after
from lumencare.sites.models import System

AHEAD = [VisitState.PROPOSED.value, VisitState.BOOKED.value]
AGREED = ["drafted", "sent", "signed"]


def things_of(stated: Stated, system: System) -> tuple[OpenThing, ...]:
    """Return what is open where a handover takes hardware away; nothing where it takes none."""
    if stated.replacing is None:
        return ()
    after = list_after(system, stated.leaving)
    whole = stated.leaving is None or after.nothing_stays
    return open_things(system, after.gone, stated.version.proposal.number, whole=whole)


def open_things(
    system: System, gone: Iterable[Gone], source: str, *, whole: bool
) -> tuple[OpenThing, ...]:
    """Return what is open at a system when parts of it go, or the whole of it.

    The visits that do the upgrade's own work, of the proposal `source`, are none of it.
    """
    keys = {number_key(each.part_number) for each in gone if not each.left}
    serials = {serial for each in gone for serial in each.serials}
    return (
        *(_claim(each) for each in _claims(system, keys, serials, whole=whole)),
        *(_case(each) for each in _cases(system)),
        *(_visit(each) for each in _visits(system, source) if whole),
        *(_agreement(each, whole=whole) for each in _agreements(system)),
        *(_contract(each, whole=whole) for each in _contracts(system)),
    )


def _claims(system: System, keys: set[str], serials: set[str], *, whole: bool) -> Iterator[Claim]:
    rows = Claim.objects.filter(system=system, state__in=sorted(UNFITTED)).order_by("pk")
    for row in rows:
        of_gone = number_key(row.faulty_number) in keys or row.faulty_serial in serials
        if whole or of_gone:
            yield row


def _claim(row: Claim) -> OpenThing:
    what = Text(
        f"{row.faulty_number}，{row.reported_on} 报修",
        f"{row.faulty_number}, reported on {row.reported_on}",
    )
    may_end = row.state in BEFORE_ISSUE
    told = CLAIM_WAITS if may_end else CLAIM_OUT
    return OpenThing(kind=ThingKind.CLAIM, number=row.number, what=what, told=told, may_end=may_end)


def _cases(system: System) -> QuerySet[Case]:
    return Case.objects.filter(system=system, state__in=sorted(LIVE)).order_by("pk")


def _case(row: Case) -> OpenThing:
    what = Text(row.summary, row.summary)
    return OpenThing(
        kind=ThingKind.CASE, number=row.number, what=what, told=CASE_GOES_ON, may_end=False
    )


def _visits(system: System, source: str) -> QuerySet[Visit]:
    rows = Visit.objects.filter(system=system, state__in=AHEAD, case=None)
    return rows.exclude(sold_by=source).order_by("pk")


def _visit(row: Visit) -> OpenThing:
    kind = KIND_NAMES[VisitKind(row.kind)]
    day = "" if row.starts_at is None else f" {in_shanghai(row.starts_at).date()}"
    what = Text(f"{kind.zh}{day}：{row.summary}", f"{kind.en}{day}: {row.summary}")
    return OpenThing(
        kind=ThingKind.VISIT, number=row.number, what=what, told=VISIT_AHEAD, may_end=True
    )


def _agreements(system: System) -> QuerySet[RemoteAgreement]:
    return RemoteAgreement.objects.filter(system=system, state__in=AGREED).order_by("pk")


def _agreement(row: RemoteAgreement, *, whole: bool) -> OpenThing:
    what = Text(row.signer_name, row.signer_name)
    return OpenThing(
        kind=ThingKind.AGREEMENT,
        number=row.number,
        what=what,
        told=AGREEMENT_OF_OLD,
        may_end=whole,
    )


def _contracts(system: System) -> QuerySet[Contract]:
    rows = Contract.objects.filter(
        lines__system=system, lines__state__in=GOING_ON, state__in=sorted(OPEN)
    )
    return rows.distinct().order_by("pk")


def _contract(row: Contract, *, whole: bool) -> OpenThing:
    until = Text("", "")
    if row.ends_on is not None:
        until = Text(f"，至 {row.ends_on}（不含）", f", up to {row.ends_on} (not included)")
    names = "、".join(row.lines.filter(state__in=GOING_ON).values_list("name_zh", flat=True))
    english = ", ".join(row.lines.filter(state__in=GOING_ON).values_list("name_en", flat=True))
    what = Text(f"{names}{until.zh}", f"{english}{until.en}")
    may_end = whole and row.state in {"active", "suspended"}
    told = CONTRACT_OF_GONE if whole else CONTRACT_KEEPS
    return OpenThing(
        kind=ThingKind.CONTRACT, number=row.number, what=what, told=told, may_end=may_end
    )


def end_thing(thing: OpenThing, system: System, *, why: str, by: User, now: datetime) -> None:
    """End what is open, with its reason, by the action of its own room."""
    ENDINGS[thing.kind](thing.number, system, why, by, now)


def _end_claim(number: str, system: System, why: str, by: User, now: datetime) -> None:
    withdraw(Claim.objects.get(number=number, system=system), why=why, by=by, now=now)


def _end_visit(number: str, system: System, why: str, by: User, now: datetime) -> None:
    cancel(Visit.objects.get(number=number, system=system), why=why, by=by, now=now)


def _end_agreement(number: str, system: System, why: str, by: User, now: datetime) -> None:
    revoke(RemoteAgreement.objects.get(number=number, system=system), why=why, by=by, now=now)


def _end_contract(number: str, system: System, why: str, by: User, now: datetime) -> None:
    end_for_replaced(Contract.objects.get(number=number), system, why=why, by=by, now=now)


ENDINGS: dict[ThingKind, Callable[[str, System, str, User, datetime], Any]] = {
    ThingKind.CLAIM: _end_claim,
    ThingKind.VISIT: _end_visit,
    ThingKind.AGREEMENT: _end_agreement,
    ThingKind.CONTRACT: _end_contract,
}
CLAIM_WAITS = Text(
    "要更换的部件随升级拆除：可以撤回，或因故障在先而继续。",
    "What was to be replaced goes with the upgrade: withdraw it, or go on as it failed before.",
)
CLAIM_OUT = Text(
    "部件已出库：请在申请页面登记退回或更换。",
    "The part has left stock: record on the claim's page that it came back or was fitted.",
)
CASE_GOES_ON = Text(
    "按报修日判定的保障不变，请在服务请求中办结。",
    "What was decided for the day of its report holds; it is settled on its own page.",
)
VISIT_AHEAD = Text(
    "旧系统的计划上门：可以取消，或仍为留用部分上门。",
    "It was planned for the old system: call it off, or let it take place all the same.",
)
AGREEMENT_OF_OLD = Text(
    "协议只对旧系统有效；新系统的远程服务须另签一份（RS-2）。",
    "It holds for the old system only: remote service of the new one needs another (RS-2).",
)
CONTRACT_OF_GONE = Text(
    "旧系统已整体更换：由工作人员说明原因后终止，不自动退款（D-17）；未使用的巡检人天随之终止。",
    "The whole system is gone: staff end it with a reason and without refund (D-17); preventive "
    "days that were not used end with it.",
)
CONTRACT_KEEPS = Text(
    "合同继续有效，价格所依据的清单不变；被更换的部件退出保障（D-13）。",
    "It goes on and keeps the list that it was priced on; the replaced parts leave cover (D-13).",
)
