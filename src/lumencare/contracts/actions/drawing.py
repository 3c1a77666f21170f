"""The ledger of allowances: each use and each return is written once, and none overdraws (D-23)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.contracts.actions.steps import lock_contract
from lumencare.contracts.models import Allowance, Contract, Draw
from lumencare.domain.contract.states import STATE_NAMES, ContractState, gives_service
from lumencare.domain.entitlement import TENTHS, say_tenths
from lumencare.domain.period import DAY
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai, say_english_day
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written

# More than any contract holds, and what the ledger's column takes.
MOST_TENTHS = 100_000
LONGEST_WHY = 200
LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class Use:
    """How much is used or given back, in tenths of a man-day or an hour; on which day, and why.

    `key` makes one that is sent twice count once; it belongs to its allowance.
    """

    tenths: int
    on: date
    why: str
    key: str


def draw(allowance: Allowance, use: Use, *, by: User, now: datetime) -> Draw:
    """Write a use of an allowance; Refused where that much is not left, or not on that day."""
    return _write(allowance, use, +1, by=by, now=now)


def give_back(used: Draw, *, why: str, by: User, now: datetime) -> Draw:
    """Write that a use did not happen after all; once, however often it is asked."""
    if used.tenths < 0:
        raise Refused(does_not_apply("D-23", ALREADY_A_RETURN))
    use = Use(used.tenths, used.on, why, return_key(used))
    return _write(used.allowance, use, -1, by=by, now=now)


def return_key(used: Draw) -> str:
    """Return the key under which a use is given back."""
    return f"return-of-{used.pk}"


def _write(allowance: Allowance, use: Use, sign: int, *, by: User, now: datetime) -> Draw:
    require_right(by, Right.DRAW_ALLOWANCES)
    why, key = read_written(use.why, "why", LONGEST_WHY), read_written(use.key, "key", LONGEST_KEY)
    today = in_shanghai(now).date()
    _require_sound(use, today)
    kept_key, tenths = f"{allowance.pk}:{key}", sign * use.tenths
    with transaction.atomic():
        contract = lock_contract(allowance.contract_id)
        found = Draw.objects.filter(key=kept_key).first()
        if found is not None:
            return _same(found, tenths, use.on)
        current = Allowance.objects.get(pk=allowance.pk)
        _require_usable(contract, current, use.on, today)
        _count(current, tenths)
        kept = Draw.objects.create(
            allowance=current,
            tenths=tenths,
            on=use.on,
            why=why,
            key=kept_key,
            by=by,
            by_name=by.name,
            at=now,
        )
        _tell(contract, current, kept, by=by, now=now)
    allowance.refresh_from_db()
    return kept


def _require_sound(use: Use, today: date) -> None:
    problems = []
    if not 0 < use.tenths <= MOST_TENTHS:
        most = MOST_TENTHS // TENTHS
        allowed = Text(f"应在 0.1 至 {most} 之间。", f"Between 0.1 and {most} is expected.")
        problems.append(Problem("amount", say_tenths(use.tenths), allowed))
    if use.on > today:
        problems.append(Problem("on", use.on.isoformat(), NOT_YET))
    if problems:
        raise InputProblems(problems)


def _same(found: Draw, tenths: int, on: date) -> Draw:
    """Return what the key was used for, if it was for this."""
    if (found.tenths, found.on) != (tenths, on):
        raise Conflict(ANOTHER_USE)
    return found


def _require_usable(contract: Contract, allowance: Allowance, on: date, today: date) -> None:
    if not gives_service(ContractState(contract.state), contract.ends_on, today):
        name = STATE_NAMES[ContractState(contract.state)]
        raise Refused(
            does_not_apply(
                "D-23",
                Text(
                    f"合同状态为“{name.zh}”，只有生效中的合同可以使用额度。",
                    f"Only a contract in force has allowances to use; this one is: "
                    f"{name.en.lower()}.",
                ),
                state=contract.state,
            )
        )
    end = min(filter(None, (allowance.ends_on, allowance.ended_on)))
    if not allowance.starts_on <= on < end:
        last = end - DAY
        raise Refused(
            does_not_apply(
                "D-23",
                Text(
                    f"此额度只能在 {allowance.starts_on} 至 {last} 使用。",
                    f"This allowance can be used from {say_english_day(allowance.starts_on)} to "
                    f"{say_english_day(last)}.",
                ),
            )
        )


def _count(allowance: Allowance, tenths: int) -> None:
    """Count a use in, on condition that the ledger stays between nothing and all."""
    rows = Allowance.objects.filter(
        pk=allowance.pk,
        drawn_tenths__gte=max(0, -tenths),
        drawn_tenths__lte=F("tenths") - tenths,
    )
    if rows.update(drawn_tenths=F("drawn_tenths") + tenths):
        return
    if tenths > 0:
        left = say_tenths(allowance.tenths - allowance.drawn_tenths)
        text = Text(f"此额度只剩 {left}。", f"Only {left} is left of this allowance.")
    else:
        drawn = say_tenths(allowance.drawn_tenths)
        text = Text(f"此额度只使用了 {drawn}。", f"Only {drawn} of this allowance was used.")
    raise Refused(does_not_apply("D-23", text))


def _tell(contract: Contract, allowance: Allowance, kept: Draw, *, by: User, now: datetime) -> None:
    before = allowance.drawn_tenths
    after = before + kept.tenths
    record(
        contract,
        action="draw" if kept.tenths > 0 else "give-back",
        by=by,
        now=now,
        changes={
            "allowance": (None, {"zh": allowance.name_zh, "en": allowance.name_en}),
            "used": (say_tenths(before), say_tenths(after)),
            "on": (None, kept.on),
        },
        why=kept.why,
    )


NOT_YET = Text("使用日期不能晚于今天。", "A use lies on a day that has come.")
ALREADY_A_RETURN = Text("这是一次退回，不能再退回。", "This is a return itself.")
ANOTHER_USE = Text(
    "此次提交的标识已用于另一次使用，请重新载入页面。",
    "This form was sent before with another content; load the page again.",
)
