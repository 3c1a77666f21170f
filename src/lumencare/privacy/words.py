"""What fields of a person's data are called, and how their values read."""

from datetime import date, datetime
from typing import Any

from lumencare.audit.words import FIELDS as TRAIL_FIELDS
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text

LONGEST = 300
FIELDS = {
    **TRAIL_FIELDS,
    "action": Text("操作", "What was done"),
    "added_at": Text("添加时间", "Added at"),
    "added_by_name": Text("添加人", "Added by"),
    "agreed_how": Text("同意方式", "How it was agreed"),
    "agreed_name": Text("同意人", "Agreed by"),
    "agreed_by": Text("同意人", "Agreed by"),
    "arrived_at": Text("到达时间", "Arrived at"),
    "asked_at": Text("提出时间", "Asked at"),
    "asked_by_name": Text("索取人", "Asked for by"),
    "at": Text("时间", "At"),
    "author_name": Text("作者", "Author"),
    "body": Text("内容", "Words"),
    "by_name": Text("经办人", "By"),
    "channel": Text("渠道", "Channel"),
    "corrections": Text("更正内容", "Corrections"),
    "decided_why": Text("理由", "Reason"),
    "ended_by_name": Text("结束人", "Ended by"),
    "ended_how": Text("如何结束", "How it ended"),
    "extra_data": Text("登录服务提供的信息", "Told by the sign-in service"),
    "from_address": Text("发件邮箱", "From"),
    "from_name": Text("发件人", "Sender"),
    "given_at": Text("同意时间", "Agreed at"),
    "given_by": Text("同意人", "Agreed by"),
    "given_by_name": Text("同意人", "Agreed by"),
    "completed_on": Text("完成日期", "Completed on"),
    "handed_to": Text("移交给", "Handed to"),
    "how": Text("方式", "How"),
    "ip": Text("网络地址", "Network address"),
    "ip_address": Text("网络地址", "Network address"),
    "is_administrator": Text("管理本单位人员", "Keeps the people"),
    "last_read_at": Text("最后读取", "Last read"),
    "last_seen_at": Text("最后使用", "Last used"),
    "last_used_at": Text("最后使用", "Last used"),
    "letter": Text("答复", "Answer"),
    "made_at": Text("生成时间", "Made at"),
    "met_by_name": Text("确认人", "Confirmed by"),
    "party": Text("身份", "Party"),
    "path": Text("路径", "Path"),
    "plan": Text("计划", "Plan"),
    "position": Text("职务", "Position"),
    "provider": Text("登录服务", "Sign-in service"),
    "read_by_name": Text("告知验证码的员工", "Who read the code out"),
    "reporter_email": Text("报修人邮箱", "Reporter's e-mail"),
    "reporter_phone": Text("报修人电话", "Reporter's phone"),
    "revoked_at": Text("撤销时间", "Revoked at"),
    "revoked_by_name": Text("撤回人", "Revoked by"),
    "sent_by_name": Text("发送人", "Sent by"),
    "shown_to": Text("告知对象", "Shown to"),
    "drawn_at": Text("手写签名时间", "Drawn at"),
    "signed_at": Text("签署时间", "Signed at"),
    "signer_email": Text("签署人邮箱", "Signer's e-mail"),
    "signer_name": Text("签署人", "Signer"),
    "signer_phone": Text("签署人电话", "Signer's phone"),
    "start": Text("令牌开头", "How the token begins"),
    "step": Text("步骤", "Step"),
    "subject": Text("主题", "Subject"),
    "to": Text("收件邮箱", "To"),
    "to_address": Text("收件邮箱", "To"),
    "topic": Text("事项", "Topic"),
    "type": Text("方式", "Means"),
    "uid": Text("编号", "Id"),
    "used_at": Text("使用时间", "Used at"),
    "used_count": Text("使用次数", "Times used"),
    "user_agent": Text("浏览器", "Browser"),
    "wanted": Text("需要", "Wanted"),
    "withdrawn_at": Text("撤回时间", "Withdrawn at"),
    "withdrawn_by": Text("撤回人", "Withdrawn by"),
}


def field_name(name: str) -> Text:
    """Return what a field is called."""
    return FIELDS[name]


def shown_value(value: Any) -> Text:
    """Return a value as people read it, long words cut short."""
    if isinstance(value, bool):
        return Text("是", "Yes") if value else Text("否", "No")
    if isinstance(value, datetime):
        return _same(f"{in_shanghai(value):%Y-%m-%d %H:%M}")
    if isinstance(value, date):
        return _same(value.isoformat())
    if isinstance(value, dict) and value.keys() >= {"zh", "en"}:
        return Text(_cut(str(value["zh"])), _cut(str(value["en"])))
    if isinstance(value, dict):
        return _same(_cut("; ".join(f"{name}: {each}" for name, each in value.items())))
    return _same(_cut(str(value)))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _same(words: str) -> Text:
    return Text(words, words)


def plain_value(value: Any) -> Any:
    """Return a value as programs read it, whole."""
    if isinstance(value, datetime):
        return in_shanghai(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list | str | int | bool) or value is None:
        return value
    return str(value)
