"""What changed in a contract since it began, in words: each amendment with what was and what is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.contracts.models import Amendment
from lumencare.contracts.queries.rows import find_contract
from lumencare.domain.contract.amendment import AMENDMENT_NAMES, AmendmentKind
from lumencare.domain.contract.credit import TREATMENT_NAMES, Treatment
from lumencare.domain.contract.states import STATE_NAMES, ContractState
from lumencare.domain.money import Money
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True)
class Side:
    """One thing that an amendment says: what it was and what it is; empty where nothing was."""

    label: Text
    was: Text | None
    now: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFacts:
    """One amendment as a person may see it; amounts are left out for those who see no prices."""

    number: int
    kind: str
    name: Text
    effective_on: date
    why: str
    by: str
    at: datetime
    quote: str
    sides: tuple[Side, ...]


def amendments_of(user: User, number: str) -> tuple[AmendmentFacts, ...]:
    """Return the amendments of a contract, newest first; Http404 where it may not be seen."""
    rows = find_contract(user, number).amendments.select_related("quote_version__quote")
    priced = may(user, Right.SEE_PRICES)
    return tuple(_facts(each, priced=priced) for each in rows.order_by("-number"))


def _facts(row: Amendment, *, priced: bool) -> AmendmentFacts:
    return AmendmentFacts(
        number=row.number,
        kind=row.kind,
        name=AMENDMENT_NAMES[AmendmentKind(row.kind)],
        effective_on=row.effective_on,
        why=row.why,
        by=row.by_name,
        at=row.at,
        quote=row.quote_version.quote.number if priced and row.quote_version else "",
        sides=tuple(_sides(row, priced=priced)),
    )


def _sides(row: Amendment, *, priced: bool) -> Iterator[Side]:
    for name, (label, say) in SAID.items():
        is_amount = name.endswith("_fen")
        if (name in row.before or name in row.after) and (priced or not is_amount):
            yield Side(label, _said(row.before, name, say), _said(row.after, name, say))


def _said(facts: Mapping[str, Any], name: str, say: Callable[[Any], Text]) -> Text | None:
    value = facts.get(name)
    return None if value in (None, []) else say(value)


def _plain(value: Any) -> Text:
    return Text(str(value), str(value))


def _listed(value: Any) -> Text:
    return Text("、".join(value), ", ".join(value))


def _amount(value: Any) -> Text:
    return _plain(Money.of_fen(value).grouped)


def _terms(value: Any) -> Text:
    days = [f"{each['plan']} {each['starts_on']} – {each['ends_on']}" for each in value]
    return Text("；".join(days), "; ".join(days))


# What amendments hold, in the order in which it is shown.
SAID: dict[str, tuple[Text, Callable[[Any], Text]]] = {
    "state": (Text("状态", "State"), lambda value: STATE_NAMES[ContractState(value)]),
    "contract": (Text("原合同", "Contract before"), _plain),
    "system": (Text("系统", "System"), _plain),
    "lines": (Text("计划与选项", "Plans and options"), _listed),
    "plans": (Text("终止的计划", "Plans that end"), _listed),
    "owner": (Text("业主", "Owner"), _plain),
    "bill_to": (Text("付款方", "Bill-to"), _plain),
    "order_date": (Text("下单日期", "Order date"), _plain),
    "terms": (Text("年度（不含末日）", "Years (end not included)"), _terms),
    "purchased_on": (Text("购买日期", "Bought on"), _plain),
    "treatment": (
        Text("退款方式", "Treatment"),
        lambda value: TREATMENT_NAMES[Treatment(value)],
    ),
    "net_fen": (Text("不含税金额", "Net amount"), _amount),
    "vat_fen": (Text("增值税", "VAT"), _amount),
    "paid_net_fen": (Text("已付（不含税）", "Paid, net"), _amount),
    "credit_net_fen": (Text("退款（不含税）", "Credit, net"), _amount),
    "released_net_fen": (Text("不再应付（不含税）", "Owed no more, net"), _amount),
}
