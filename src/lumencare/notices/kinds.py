"""The kinds of events that others can be told about, and the forms in which they are told."""

from enum import StrEnum

from lumencare.domain.text import Text

# A kind is the name that programs outside know: it is added to, never renamed.
KINDS: dict[str, Text] = {
    "quote.sent": Text("报价单已发送", "A quote was sent"),
    "quote.accepted": Text("报价单已接受", "A quote was accepted"),
    "proposal.sent": Text("升级方案已发送", "An upgrade proposal was sent"),
    "proposal.accepted": Text("升级方案已接受", "An upgrade proposal was accepted"),
    "proposal.completed": Text("升级已完工移交", "An upgrade was handed over"),
    "proposal.lost": Text("升级方案未成交", "An upgrade proposal was lost"),
    "contract.signed": Text("服务合同已签署", "A contract was signed"),
    "contract.activated": Text("服务合同已生效", "A contract became active"),
    "contract.amended": Text("服务合同已变更", "A contract was amended"),
    "contract.suspended": Text("服务合同已暂停", "A contract was suspended"),
    "contract.resumed": Text("服务合同已恢复", "A contract was resumed"),
    "contract.renewed": Text("服务合同已续保", "A contract was renewed"),
    "contract.cancelled": Text("服务合同已取消", "A contract was cancelled"),
    "contract.ended": Text("服务合同已到期", "A contract ended"),
    "visit.booked": Text("上门服务已安排", "A visit was booked"),
    "visit.moved": Text("上门服务已改期或改派", "A visit was moved"),
    "visit.unassigned": Text("上门服务已撤回派工", "A visit was taken off its engineer"),
    "visit.started": Text("工程师已到场", "An engineer is on site"),
    "visit.done": Text("上门服务已完成", "A visit was done"),
    "visit.missed": Text("上门服务未成行", "A visit was missed"),
    "visit.cancelled": Text("上门服务已取消", "A visit was cancelled"),
    "renewal.due": Text("续保即将到期", "A renewal is due"),
    "plan.lapsed": Text("计划已断保", "A plan lapsed"),
    "entitlement.ending": Text("权益即将到期", "An entitlement is about to end"),
    "payment.due": Text("款项已到期", "A payment is due"),
    "payment.received": Text("款项已收到", "A payment was received"),
    "payment.overdue": Text("款项已逾期", "A payment is overdue"),
    "case-bill.due": Text("服务账单已到期", "A bill of a case is due"),
    "case-bill.overdue": Text("服务账单已逾期", "A bill of a case is overdue"),
    "case.opened": Text("服务请求已受理", "A case was opened"),
    "case.replied": Text("客户就服务请求来信", "A customer wrote about a case"),
    "case.paused": Text("服务请求计时已暂停", "A case's clock was paused"),
    "case.resumed": Text("服务请求计时已恢复", "A case's clock runs again"),
    "case.started": Text("服务请求已开始处理", "Work on a case started"),
    "case.due-soon": Text("服务请求即将到时", "A case is due soon"),
    "case.overdue": Text("服务请求已超时", "A case is overdue"),
    "case.due-moved": Text("服务请求截止时间已变动", "A case's due time moved"),
    "case.resolved": Text("服务请求已解决", "A case was resolved"),
    "case.reopened": Text("服务请求已重新打开", "A case was opened again"),
    "case.rated": Text("客户评价了服务", "A customer rated the service"),
    "case.merged": Text("服务请求已合并", "A case was merged"),
    "case.closed": Text("服务请求已关闭", "A case was closed"),
    "remote.sent": Text("远程协议已发送", "A remote agreement was sent"),
    "remote.signed": Text("远程协议已签署", "A remote agreement was signed"),
    "remote.revoked": Text("远程协议已撤回", "A remote agreement was revoked"),
    "remote.consent-withdrawn": Text("客户撤回远程连接的同意", "Consent to connect was withdrawn"),
    "remote.started": Text("远程会话已开始", "A remote session started"),
    "remote.dropped": Text("远程会话已断开", "A remote session dropped"),
    "remote.resumed": Text("远程会话已恢复", "A remote session was resumed"),
    "remote.stopped": Text("远程会话被停止", "A remote session was stopped"),
    "remote.ended": Text("远程会话已结束", "A remote session ended"),
    "claim.asked": Text("已申请更换件", "A replacement part was claimed"),
    "claim.decided": Text("更换件申请已判定", "A claim was decided"),
    "claim.agreed": Text("客户已同意承担金额", "A customer agreed to their share of a part"),
    "claim.reserved": Text("更换件已预留", "A part was reserved for a claim"),
    "claim.ordered": Text("更换件已订货", "A part was ordered for a claim"),
    "claim.issued": Text("更换件已出库", "A part was issued for a claim"),
    "claim.fitted": Text("更换件已更换", "A claimed part was fitted"),
    "claim.closed": Text("更换件申请已办结", "A claim was closed"),
    "claim.refused": Text("更换件申请不予受理", "A claim was refused"),
    "claim.withdrawn": Text("更换件申请已撤回", "A claim was withdrawn"),
    "claim.unsuppliable": Text("更换件无法供货", "A claimed part cannot be supplied any more"),
    "claim.return-asked": Text("已要求退回旧件", "An old part was asked for"),
    "claim.return-overdue": Text("旧件逾期未退", "The return of an old part is overdue"),
    "claim.return-received": Text("旧件已收到", "An old part was received"),
    "calendar.changed": Text("工作日历已变动", "The work calendar changed"),
    "reminder.sent": Text("提醒已发送", "A reminder was sent"),
}
REMINDER_SENT = "reminder.sent"
# Sent on request to one endpoint, whatever it subscribes to.
TEST = "webhook.test"
ALL_KINDS = {**KINDS, TEST: Text("测试消息", "A test message")}

# Where people find what an event is about: the page's name, for subjects that have one.
SUBJECT_PAGES = {
    "case": "case",
    "claim": "claim",
    "contract": "contract",
    "visit": "visit",
    "remote-agreement": "remote-agreement",
    "remote-session": "remote-session",
    "quote": "quote",
    "proposal": "proposal",
    "site": "site",
    "system": "system",
    "organization": "organization",
    "calendar": "calendars-year",
}


class Form(StrEnum):
    """In which form an endpoint is told."""

    STANDARD = "standard"
    WECOM = "wecom"
    DINGTALK = "dingtalk"


FORM_NAMES = {
    Form.STANDARD: Text("Webhook（Standard Webhooks 签名）", "Webhook (Standard Webhooks)"),
    Form.WECOM: Text("企业微信群机器人", "WeCom group robot"),
    Form.DINGTALK: Text("钉钉群机器人", "DingTalk group robot"),
}


class State(StrEnum):
    """How far a delivery has come."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


STATE_NAMES = {
    State.WAITING: Text("等待发送", "Waiting"),
    State.DELIVERED: Text("已送达", "Delivered"),
    State.FAILED: Text("失败", "Failed"),
}
