"""What an amendment says in words: each thing that it changes, as it was and as it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lumencare.contracts.models import Amendment, ContractLine
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


def names_of(lines: Iterable[ContractLine]) -> dict[str, Text]:
    """Return what lines are called, by their codes, as amendments keep them."""
    return {each.code: Text(each.name_zh, each.name_en) for each in lines}


def sides_of(row: Amendment, names: Mapping[str, Text], *, priced: bool) -> Iterator[Side]:
    """Yield what changed, in a fixed order; amounts for those alone who see prices."""
    for name, (label, say) in SAID.items():
        is_amount = name.endswith("_fen")
        if (name in row.before or name in row.after) and (priced or not is_amount):
            before, after = (_with_names(each.get(name), names) for each in (row.before, row.after))
            yield Side(label, _said(before, say), _said(after, say))


def _with_names(value: Any, names: Mapping[str, Text]) -> Any:
    """Return a value of an amendment with the names of plans and options in place of codes."""
    if isinstance(value, dict):
        return {name: _with_names(part, names) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_names(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def _said(value: Any, say: Callable[[Any], Text]) -> Text | None:
    return None if value in (None, []) else say(value)


def _plain(value: Any) -> Text:
    return value if isinstance(value, Text) else Text(str(value), str(value))


def _listed(value: Any) -> Text:
    said = [_plain(each) for each in value]
    return Text("、".join(each.zh for each in said), ", ".join(each.en for each in said))


def _amount(value: Any) -> Text:
    return _plain(Money.of_fen(value).grouped)


def _terms(value: Any) -> Text:
    plans = [_plain(each["plan"]) for each in value]
    days = [f"{each['starts_on']} – {each['ends_on']}" for each in value]
    return Text(
        "；".join(f"{plan.zh} {span}" for plan, span in zip(plans, days, strict=True)),
        "; ".join(f"{plan.en} {span}" for plan, span in zip(plans, days, strict=True)),
    )


# What amendments hold, in the order in which it is shown.
SAID: dict[str, tuple[Text, Callable[[Any], Text]]] = {
    "state": (Text("状态", "State"), lambda value: STATE_NAMES[ContractState(value)]),
    "contract": (Text("原合同", "Contract before"), _plain),
    "system": (Text("系统", "System"), _plain),
    "hardware": (Text("退出保障的硬件", "Hardware that left cover"), _listed),
    "successor": (Text("由此更换为", "Replaced by"), _plain),
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
