"""What pages and programs call the parts of a contract: states, conditions, ways, kinds."""

from collections.abc import Mapping

from lumencare.contracts.condition_kinds import (
    COLLECTION,
    CONFIRMED,
    NOT_APPLICABLE,
    OVERLAP,
    REACH,
    SIGNATURE,
    SIGNED,
    THERE,
)
from lumencare.contracts.models import ContractLine
from lumencare.domain.counting import HOURS, MAN_DAYS, Unit
from lumencare.domain.edition import Edition
from lumencare.domain.entitlement import say_tenths
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text

LINE_STATES: Mapping[str, Text] = {
    ContractLine.State.PENDING: Text("待生效", "Not yet in force"),
    ContractLine.State.ACTIVE: Text("生效中", "In force"),
    ContractLine.State.LAPSED: Text("已断保", "Lapsed"),
    ContractLine.State.ENDED: Text("已结束", "Ended"),
    ContractLine.State.CANCELLED: Text("已取消", "Cancelled"),
}

LINE_KINDS: Mapping[str, Text] = {
    LineKind.PLAN: Text("计划", "Plan"),
    LineKind.RESPONSE: Text("响应时限", "Response"),
    LineKind.HOURS: Text("非工作时间", "Non-business hours"),
    LineKind.ADDED_VALUE: Text("增值服务", "Added-value service"),
}

# What must be there; documents are named by the edition.
CONDITIONS: Mapping[str, Text] = {
    SIGNATURE: Text("客户签署", "Signature of the customer"),
    REACH: Text("响应时限适用于该地点", "The response is possible at this place"),
    OVERLAP: Text("同意两项计划并存", "Both plans are wanted beside each other"),
}

WAYS: Mapping[str, Text] = {
    THERE: Text("已有", "It is there"),
    NOT_APPLICABLE: Text("该系统没有此项", "The system has none"),
    COLLECTION: Text("由我方采集", "We collect it"),
    CONFIRMED: Text("已确认", "Confirmed"),
    SIGNED: Text("已签署", "Signed"),
}

# Allowances are counted in man-days but for these.
UNITS: Mapping[str, Unit] = {"training-hour": HOURS}


def name_condition(kind: str, edition: Edition) -> Text:
    """Return what a condition asks for."""
    documents = {each.code: each.text for each in edition.documents}
    return CONDITIONS.get(kind) or documents.get(kind) or Text(kind, kind)


def unit_of(code: str) -> Text:
    """Return what an allowance is counted in."""
    return UNITS.get(code, MAN_DAYS).name


def amount_of(code: str, tenths: int) -> Text:
    """Return so much of an allowance, with what it is counted in."""
    return UNITS.get(code, MAN_DAYS).count(say_tenths(tenths))
