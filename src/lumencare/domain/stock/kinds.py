"""The closed sets of the stock: what state a part, place, unit, move, reservation or count has."""

from enum import StrEnum

from lumencare.domain.text import Text


class PartState(StrEnum):
    """Whether a part can still be bought."""

    CURRENT = "current"
    LAST_TIME_BUY = "last-time-buy"
    OBSOLETE = "obsolete"


class Unit(StrEnum):
    """What one of a part is; stock is counted in whole units."""

    PIECE = "piece"
    SET = "set"
    METRE = "metre"
    PACK = "pack"


class PlaceKind(StrEnum):
    """What a place is for; only what lies in a pool is kept for plan customers (SC-7)."""

    POOL = "pool"
    OFFICE = "office"
    BAG = "bag"


class Condition(StrEnum):
    """What a unit is fit for."""

    GOOD = "good"
    REFURBISHED = "refurbished"
    FAULTY = "faulty"


# What can go into a system.
USABLE = (Condition.GOOD, Condition.REFURBISHED)


class MoveKind(StrEnum):
    """Why units came, went, or changed their place or condition."""

    RECEIPT = "receipt"
    ISSUE = "issue"
    TRANSFER = "transfer"
    RETURN = "return"
    LOAN = "loan"
    LOAN_RETURN = "loan-return"
    COUNT = "count"
    REGRADE = "regrade"
    SCRAP = "scrap"


class ReservationState(StrEnum):
    """What became of a promise of units."""

    HELD = "held"
    ISSUED = "issued"
    RELEASED = "released"
    EXPIRED = "expired"


class SerialState(StrEnum):
    """Where one unit is: with us at a place, or gone and how."""

    IN_STOCK = "in-stock"
    OUT = "out"
    INSTALLED = "installed"
    LENT = "lent"
    MISSING = "missing"
    SCRAPPED = "scrapped"


class LoanState(StrEnum):
    """What became of units that were lent."""

    OUT = "out"
    RETURNED = "returned"
    KEPT = "kept"


class CountState(StrEnum):
    """How far a count has come."""

    OPEN = "open"
    POSTED = "posted"
    CANCELLED = "cancelled"


class SupplyState(StrEnum):
    """How far an order with the supplier has come."""

    ORDERED = "ordered"
    RECEIVED = "received"
    CANCELLED = "cancelled"


PART_STATES = {
    PartState.CURRENT: Text("在售", "Current"),
    PartState.LAST_TIME_BUY: Text("最后采购期", "Last-time buy"),
    PartState.OBSOLETE: Text("已停产", "Obsolete"),
}
UNITS = {
    Unit.PIECE: Text("件", "piece"),
    Unit.SET: Text("套", "set"),
    Unit.METRE: Text("米", "metre"),
    Unit.PACK: Text("包", "pack"),
}
PLACE_KINDS = {
    PlaceKind.POOL: Text("常用备件库", "Spare pool"),
    PlaceKind.OFFICE: Text("办公室库存", "Office stock"),
    PlaceKind.BAG: Text("工程师备件包", "Engineer's bag"),
}
CONDITIONS = {
    Condition.GOOD: Text("良品", "Good"),
    Condition.REFURBISHED: Text("翻新", "Refurbished"),
    Condition.FAULTY: Text("故障", "Faulty"),
}
MOVE_KINDS = {
    MoveKind.RECEIPT: Text("入库", "Receipt"),
    MoveKind.ISSUE: Text("领用", "Issue"),
    MoveKind.TRANSFER: Text("调拨", "Transfer"),
    MoveKind.RETURN: Text("退回", "Return"),
    MoveKind.LOAN: Text("借出", "Loan"),
    MoveKind.LOAN_RETURN: Text("归还", "Loan returned"),
    MoveKind.COUNT: Text("盘点调整", "Count difference"),
    MoveKind.REGRADE: Text("改变状态", "Regraded"),
    MoveKind.SCRAP: Text("报废", "Scrapped"),
}
RESERVATION_STATES = {
    ReservationState.HELD: Text("已预留", "Held"),
    ReservationState.ISSUED: Text("已领用", "Issued"),
    ReservationState.RELEASED: Text("已释放", "Released"),
    ReservationState.EXPIRED: Text("已过期", "Expired"),
}
SERIAL_STATES = {
    SerialState.IN_STOCK: Text("在库", "In stock"),
    SerialState.OUT: Text("已领出", "Issued"),
    SerialState.INSTALLED: Text("已安装", "Installed"),
    SerialState.LENT: Text("借出中", "On loan"),
    SerialState.MISSING: Text("盘点未见", "Missing since a count"),
    SerialState.SCRAPPED: Text("已报废", "Scrapped"),
}
LOAN_STATES = {
    LoanState.OUT: Text("借出中", "On loan"),
    LoanState.RETURNED: Text("已归还", "Returned"),
    LoanState.KEPT: Text("未归还，已转销", "Not returned, written off"),
}
COUNT_STATES = {
    CountState.OPEN: Text("盘点中", "Counting"),
    CountState.POSTED: Text("已过账", "Posted"),
    CountState.CANCELLED: Text("已取消", "Cancelled"),
}
SUPPLY_STATES = {
    SupplyState.ORDERED: Text("在途", "On order"),
    SupplyState.RECEIVED: Text("已到货", "Received"),
    SupplyState.CANCELLED: Text("已取消", "Cancelled"),
}
