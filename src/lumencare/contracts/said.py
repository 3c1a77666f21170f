"""What reminders say: subject and text in both languages, each with its exact last day.

Nothing counts days: a mail may wait for business hours, and the day itself stays true.
"""

from lumencare.contracts.models import Allowance, Contract, ContractLine
from lumencare.domain.codes import PlanCode
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text
from lumencare.sites.models import System

Said = tuple[Text, Text]


def say_renewal(line: ContractLine) -> Said:
    """Say by when a plan is to be renewed; the annual one ends for good (PA-3)."""
    day, site, ref = line.renew_by, line.system.site.name, line.system.ref
    said_day = say_english_day(day) if day else ""
    zh = f"{site}（{ref}）的{line.name_zh}须在 {day} 或之前续保，合同 {line.contract.number}。"
    en = (
        f"The {line.name_en} of {site} ({ref}) is to be renewed by {said_day}, "
        f"contract {line.contract.number}."
    )
    if line.code == PlanCode.ANNUAL:
        zh += "逾期未续保，计划终止且不可恢复（PA-3）。"
        en += " Not renewed by then, it ends for good and cannot be taken up again (PA-3)."
    return Text(f"续保提醒：{site}，{day}", f"To be renewed: {site}, {said_day}"), Text(zh, en)


def say_contract_end(contract: Contract) -> Said:
    """Say when a contract ends."""
    site, day = contract.site.name, (contract.ends_on or contract.purchased_on) - DAY
    said_day = say_english_day(day)
    return (
        Text(f"合同到期提醒：{site}，{day}", f"Contract ends: {site}, {said_day}"),
        Text(
            f"{site} 的服务合同 {contract.number} 的最后一天是 {day}。",
            f"The service contract {contract.number} of {site} ends with {said_day}.",
        ),
    )


def say_allowance(allowance: Allowance) -> Said:
    """Say how much of a service is left, and with which day it ends (D-23)."""
    site, day = allowance.system.site.name, allowance.ends_on - DAY
    left, said_day = f"{(allowance.tenths - allowance.drawn_tenths) / 10:g}", say_english_day(day)
    return (
        Text(f"权益到期提醒：{site}，{day}", f"Service left to use: {site}, {said_day}"),
        Text(
            f"{site}（{allowance.system.ref}）的“{allowance.name_zh}”尚余 {left}，"
            f"须在 {day} 或之前使用，逾期作废（D-23）。合同 {allowance.contract.number}。",
            f"{left} of “{allowance.name_en}” is left at {site} ({allowance.system.ref}); it ends "
            f"unused after {said_day} (D-23). Contract {allowance.contract.number}.",
        ),
    )


def say_window(system: System) -> Said:
    """Say until when a Part Care plan can be bought (PW-1)."""
    site, day = system.site.name, system.window_ends_on
    said_day = say_english_day(day) if day else ""
    return (
        Text(f"购买期提醒：{site}，{day}", f"Purchase window: {site}, {said_day}"),
        Text(
            f"{site}（{system.ref}）可在 {day} 或之前购买硬件保障计划，逾期不再提供（PW-1）。",
            f"A Part Care plan can be bought for {site} ({system.ref}) until {said_day}, and not "
            "any more after it (PW-1).",
        ),
    )
