"""What an amendment does to a contract, and which kind joins it through an accepted quote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.contract.sold import SoldLine
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text


class AmendmentKind(StrEnum):
    """What changed; one word for each way in which a contract in force can change."""

    EXTEND = "extend"
    UPGRADE = "upgrade"
    RESPONSE = "response"
    RENEWAL = "renewal"
    ADD_SYSTEM = "add-system"
    OWNER = "owner"
    BILL_TO = "bill-to"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    CORRECT = "correct"
    REPLACED = "replaced"
    LEAVE = "leave"


AMENDMENT_NAMES = {
    AmendmentKind.EXTEND: Text("增加内容", "Something was added"),
    AmendmentKind.UPGRADE: Text("升级计划", "The plan was upgraded"),
    AmendmentKind.RESPONSE: Text("响应选项变更", "The response option changed"),
    AmendmentKind.RENEWAL: Text("续保", "Renewed"),
    AmendmentKind.ADD_SYSTEM: Text("增加系统", "A system was added"),
    AmendmentKind.OWNER: Text("业主变更", "The owner changed"),
    AmendmentKind.BILL_TO: Text("付款方变更", "The payer changed"),
    AmendmentKind.SUSPEND: Text("中止", "Suspended"),
    AmendmentKind.RESUME: Text("恢复", "Resumed"),
    AmendmentKind.CANCEL: Text("取消", "Cancelled"),
    AmendmentKind.CORRECT: Text("更正", "Corrected"),
    AmendmentKind.REPLACED: Text("硬件随升级更换", "Hardware was replaced by an upgrade"),
    AmendmentKind.LEAVE: Text("系统退出合同", "A system left the contract"),
}


@dataclass(frozen=True, slots=True)
class Joining:
    """What joins a running contract: the lines, and the plans that they go on from, by code."""

    sold: Sequence[SoldLine]
    followed: Sequence[tuple[str, str]] = ()


def joining_kind(joining: Joining) -> AmendmentKind:
    """Return the kind of what joins: the first that applies."""
    return next(kind for kind, applies in _KINDS if applies(joining))


def _replaces(joining: Joining) -> bool:
    return any(before != after for before, after in joining.followed)


def _goes_on(joining: Joining) -> bool:
    return bool(joining.followed)


def _is_response(joining: Joining) -> bool:
    return all(each.kind is LineKind.RESPONSE for each in joining.sold)


def _always(joining: Joining) -> bool:
    return True


_KINDS: tuple[tuple[AmendmentKind, Callable[[Joining], bool]], ...] = (
    (AmendmentKind.UPGRADE, _replaces),
    (AmendmentKind.RENEWAL, _goes_on),
    (AmendmentKind.RESPONSE, _is_response),
    (AmendmentKind.EXTEND, _always),
)
