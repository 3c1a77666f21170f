"""Words of the trail for claims: what was done, to what, and what fields are called."""

from lumencare.domain.text import Text

ACTIONS = {
    "decide": Text("判定", "Decided"),
    "agree-share": Text("登记客户同意承担金额", "Noted that the customer agreed to their share"),
    "show-share": Text("告知客户承担金额", "Told the customer their share"),
    "set-price": Text("填写价格", "Entered a price"),
    "reserve": Text("预留", "Reserved"),
    "order": Text("订货", "Ordered"),
    "release": Text("释放", "Released"),
    "fit": Text("登记更换", "Recorded the replacement"),
    "take-back": Text("退库", "Put back"),
    "refuse": Text("不予受理", "Refused"),
    "withdraw": Text("撤回", "Withdrew"),
    "take-lead": Text("跟进升级", "Took the lead for an upgrade"),
    "mark-late": Text("提醒尚未更换", "Told that it is not fitted yet"),
    "ask-return": Text("要求退回旧件", "Asked for the old part"),
    "mark-overdue": Text("旧件逾期", "The old part is overdue"),
    "receive-return": Text("收到旧件", "Received the old part"),
    "waive-return": Text("旧件免退", "Waived the old part"),
    "lose-return": Text("旧件遗失", "Wrote the old part off"),
}

# What an action that others have too is called where it is done to a claim.
OWN = {
    "issue": Text("出库", "Issued"),
    "close": Text("办结", "Settled"),
}

KINDS = {"claims.claim": Text("更换件申请", "Claim for a part")}

FIELDS = {
    "case_id": Text("服务请求", "Case"),
    "charge": Text("收费", "Charge"),
    "counts_basis": Text("日期依据", "What the day is of"),
    "counts_on": Text("计算保障之日", "Day that counts"),
    "damage": Text("损坏原因", "Damage"),
    "decision": Text("判定", "Decision"),
    "expected_on": Text("预计到货", "Expected on"),
    "failed_on": Text("故障发生日", "Failed on"),
    "failed_proof": Text("故障日依据", "What shows the day of failure"),
    "faulty_number": Text("故障件型号", "Faulty part"),
    "faulty_serial": Text("故障件序列号", "Faulty serial"),
    "fitted": Text("已装硬件", "Fitted part"),
    "fitted_on": Text("更换日期", "Fitted on"),
    "follows_id": Text("前次更换", "Earlier claim"),
    "found_at": Text("发现的巡检", "Visit that found it"),
    "found_on": Text("巡检发现日", "Found on"),
    "issue": Text("出库记录", "Stock issue"),
    "issued_on": Text("出库日期", "Issued on"),
    "issued_to": Text("领用人", "Issued to"),
    "late_told_on": Text("提醒日期", "Told on"),
    "lead": Text("升级线索", "Lead for an upgrade"),
    "line_id": Text("部件行", "Part line"),
    "part_id": Text("目录备件", "Part of the catalogue"),
    "percent": Text("减免 %", "Percent off"),
    "place": Text("位置", "Place"),
    "price_fen": Text("价格", "Price"),
    "quantity": Text("数量", "Quantity"),
    "refurbished": Text("翻新件", "Refurbished"),
    "reported_on": Text("报修日", "Reported on"),
    "reservation": Text("预留", "Reservation"),
    "return_due_on": Text("旧件应退日", "Old part due back"),
    "return_move": Text("退回入库记录", "Stock receipt of the old part"),
    "return_why": Text("免退或遗失原因", "Why it does not come back"),
    "returned": Text("旧件", "Old part"),
    "returned_on": Text("旧件退回日", "Old part back on"),
    "set_fen": Text("填写的单价", "Price entered"),
    "set_why": Text("填价理由", "Reason of the price"),
    "share_fen": Text("客户承担", "Customer's share"),
    "source": Text("来源", "Source"),
    "supplied": Text("供货型号", "Part supplied"),
    "supplied_id": Text("供货型号", "Part supplied"),
    "supplied_serial": Text("新件序列号", "New serial"),
    "supply": Text("供应商订单", "Supplier's order"),
    "visit": Text("上门服务", "Visit"),
}
