"""Which reminders somebody outside wants, by topic and address; each mail has a link to stop."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from lumencare.accounts.rights import is_outsider
from lumencare.domain.text import Text
from lumencare.notices.models import Notice, ReminderChoice

# A topic by how the keys of its reminders begin.
TOPICS: dict[str, Text] = {
    "window": Text("购买期即将结束", "A purchase window closes"),
    "renewal": Text("计划即将到期，需要续保", "A plan is to be renewed"),
    "contract": Text("合同即将结束", "A contract ends"),
    "allowance": Text("预防性维护日或培训即将作废", "A preventive day or training ends unused"),
    "remote-end": Text("远程协议即将到期", "A remote agreement ends"),
    "appointment": Text("上门时间待确认", "The time of a visit waits for your word"),
    "invoice": Text("款项到期", "A payment falls due"),
}
# What leaves whatever is chosen: nobody could come in, or prove what they signed, without it.
MANDATORY = (
    Text("登录与下载用的验证码", "Codes to sign in and to download"),
    Text("您所签文件的副本", "Copies of what you signed"),
    Text("对您个人信息请求的答复", "Answers to your requests about your data"),
    Text("对您报修的回复", "Replies to the faults that you reported"),
)
IN_PORTAL = "在客户门户中选择 / chosen in the portal"
BY_LINK = "点击邮件中的退订链接 / by the link in a mail"
SALT = "lumencare.notices.stop"


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether an address gets reminders about one topic, and how that came."""

    topic: str
    name: Text
    wanted: bool
    how: str = ""
    changed_at: datetime | None = None


def topic_of(key: str) -> str:
    """Return the topic of a reminder by its key; empty where there is no choice."""
    topic = key.partition(":")[0]
    return topic if topic in TOPICS else ""


def choices_of(email: str) -> tuple[Choice, ...]:
    """Return what an address gets; without a choice it gets all."""
    made = {each.topic: each for each in ReminderChoice.objects.filter(email=email.lower())}
    return tuple(
        Choice(topic, name, each.wanted, each.how, each.changed_at)
        if (each := made.get(topic))
        else Choice(topic, name, wanted=True)
        for topic, name in TOPICS.items()
    )


def choose(email: str, wanted: Iterable[str], *, how: str, now: datetime) -> list[str]:
    """Keep which topics an address wants; return those that changed."""
    chosen, changed = set(wanted) & TOPICS.keys(), []
    with transaction.atomic():
        for each in choices_of(email):
            if each.wanted != (each.topic in chosen):
                _write(email, each.topic, wanted=each.topic in chosen, how=how, now=now)
                changed.append(each.topic)
    return changed


def is_stopped(notice: Notice) -> bool:
    """Tell whether a recipient outside chose not to get such a reminder."""
    topic = topic_of(notice.key)
    if not topic or (notice.user is not None and not is_outsider(notice.user)):
        return False
    email = notice.user.email if notice.user else notice.email
    stopped = ReminderChoice.objects.filter(email=email.lower(), topic=topic, wanted=False)
    return stopped.exists()


def stop_address(notice: Notice, language: str) -> str:
    """Return where a recipient outside stops such reminders with one tap; empty for staff."""
    if not topic_of(notice.key) or (notice.user is not None and not is_outsider(notice.user)):
        return ""
    with override("en" if language == "en" else "zh-hans"):
        path = reverse("portal-stop", args=[Signer(salt=SALT).sign(str(notice.pk))])
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def stopped_by(token: str) -> Choice | None:
    """Return what a link of a mail stops; None where the link was not made here, or is too old."""
    notice = _notice_of(token)
    topic = topic_of(notice.key) if notice else ""
    if notice is None or not topic:
        return None
    return next(each for each in choices_of(_email_of(notice)) if each.topic == topic)


def stop(token: str, now: datetime) -> bool:
    """Stop the reminders of the topic of a mail for its address, however often it is asked."""
    notice = _notice_of(token)
    topic = topic_of(notice.key) if notice else ""
    if notice is None or not topic:
        return False
    _write(_email_of(notice), topic, wanted=False, how=BY_LINK, now=now)
    return True


def _write(email: str, topic: str, *, wanted: bool, how: str, now: datetime) -> None:
    facts = {"wanted": wanted, "how": how, "changed_at": now}
    ReminderChoice.objects.update_or_create(email=email.lower(), topic=topic, defaults=facts)


def _notice_of(token: str) -> Notice | None:
    try:
        key = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    return Notice.objects.select_related("user").filter(pk=key).first()


def _email_of(notice: Notice) -> str:
    return notice.user.email if notice.user else notice.email
