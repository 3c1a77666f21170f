"""Words of the trail for parts and stock: what was done, to what, and what fields are called."""

from lumencare.domain.text import Text

ACTIONS = {
    "receipt-parts": Text("备件入库", "Received parts"),
    "issue-parts": Text("领用备件", "Issued parts"),
    "transfer-parts": Text("调拨备件", "Transferred parts"),
    "return-parts": Text("备件退回", "Took parts back"),
    "loan-parts": Text("借出备件", "Lent parts"),
    "loan-return-parts": Text("归还备件", "Took lent parts back"),
    "count-parts": Text("盘点调整", "Adjusted by a count"),
    "regrade-parts": Text("改变备件状态", "Regraded parts"),
    "scrap-parts": Text("报废备件", "Scrapped parts"),
    "receive-supply": Text("登记到货", "Recorded a delivery"),
    "reserve-parts": Text("预留备件", "Reserved parts"),
    "prolong-reservation": Text("延长预留", "Prolonged the reservation"),
    "issued-reservation": Text("领用预留备件", "Issued what was reserved"),
    "released-reservation": Text("释放预留", "Released the reservation"),
    "expired-reservation": Text("预留到期", "The reservation expired"),
    "loan-returned": Text("归还", "Returned"),
    "loan-kept": Text("未归还，转销", "Wrote the loan off"),
    "post-count": Text("盘点过账", "Posted the count"),
    "reopen-place": Text("恢复使用", "Used again"),
}

KINDS = {
    "stock.part": Text("备件", "Part"),
    "stock.place": Text("库位", "Place"),
    "stock.move": Text("出入库", "Move"),
    "stock.reservation": Text("备件预留", "Reservation"),
    "stock.loan": Text("备件借出", "Loan"),
    "stock.supply": Text("备件订货", "Supply order"),
    "stock.count": Text("盘点", "Count"),
}

FIELDS = {
    "borrower": Text("借用人", "Borrower"),
    "closed_on": Text("停用日期", "Closed on"),
    "condition": Text("备件状态", "Condition"),
    "due_on": Text("到期日", "Due on"),
    "ended_by": Text("结束人", "Ended by"),
    "expected_on": Text("预计到货", "Expected on"),
    "frequent": Text("常用备件", "Frequent part"),
    "from_place": Text("调出库位", "From"),
    "holder": Text("持有人", "Holder"),
    "issued": Text("已领数量", "Issued"),
    "kept_back": Text("为计划客户保留", "Kept for plan customers"),
    "lead_days": Text("交期（天）", "Lead time in days"),
    "name_en": Text("英文名称", "English name"),
    "name_zh": Text("中文名称", "Chinese name"),
    "opened_by": Text("发起人", "Opened by"),
    "ordered_on": Text("订货日期", "Ordered on"),
    "place": Text("库位", "Place"),
    "plan_customer": Text("计划客户", "Plan customer"),
    "quantity": Text("数量", "Quantity"),
    "received": Text("已到货", "Received"),
    "serials": Text("序列号", "Serials"),
    "to_place": Text("调入库位", "To"),
    "until": Text("保留至", "Held until"),
}
