"""Words of the trail for the desk: what was done about a case, its mails, charges and bills."""

from lumencare.domain.text import Text

ACTIONS = {
    "called-again": Text("客户再次来电", "The customer called again"),
    "close": Text("关闭", "Closed"),
    "decide-cover": Text("判定保障", "Decided the cover"),
    "find-cause": Text("确定原因", "Found the cause"),
    "merge": Text("合并", "Merged"),
    "name-site": Text("确认项目地点", "Named the site"),
    "name-system": Text("确认系统", "Named the system"),
    "handle": Text("处理来信", "Dealt with a mail"),
    "attach": Text("添加附件", "Attached a file"),
    "flag": Text("标记待查看", "Flagged"),
    "unflag": Text("取消标记", "Took the flag down"),
    "receive-message": Text("收到客户消息", "Received a message"),
    "write-note": Text("写内部备注", "Wrote a note"),
    "write-to-customer": Text("致信客户", "Wrote to the customer"),
    "take-over": Text("并入另一服务请求", "Took another case over"),
    "split": Text("拆分", "Split"),
    "split-off": Text("由消息拆分而来", "Split off from a message"),
    "agree-charge": Text("登记客户同意收费", "Noted that the customer agreed"),
    "dispute-charge": Text("登记客户异议", "Noted that the customer disputes it"),
    "withdraw-charge": Text("撤回收费", "Took the charge back"),
    "charge-customer": Text("向客户收费", "Charged the customer"),
    "waive-charge": Text("减免收费", "Waived the charge"),
    "take-bill-back": Text("取消账单", "Took the bill back"),
    "pay-bill": Text("登记账单已付", "Recorded that the bill was paid"),
    "escalate": Text("上报超时", "Told of the breach"),
    "warn": Text("提醒即将到时", "Warned"),
    "open-case": Text("受理服务请求", "Opened the case"),
    "pause": Text("暂停计时", "Paused the clock"),
    "pin-promise": Text("确定响应时限", "Pinned the promise"),
    "reopen": Text("重新打开", "Opened again"),
    "resolve": Text("标记为已解决", "Resolved"),
    "start-work": Text("开始处理", "Work started"),
}

KINDS = {
    "desk.incomingmail": Text("来信", "Mail"),
    "desk.case": Text("服务请求", "Case"),
    "desk.charge": Text("服务请求收费", "Charge of a case"),
    "desk.goodwill": Text("商务优惠", "Goodwill"),
    "desk.casebill": Text("服务请求账单", "Bill of a case"),
}
