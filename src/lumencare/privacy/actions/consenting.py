"""Agreeing and taking it back: each answer is kept with the wording that was in force."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import Http404

from lumencare.audit.actions import record
from lumencare.data.personal_register import privacy_notice
from lumencare.domain.problems import Conflict
from lumencare.domain.text import Text
from lumencare.privacy.models import Consent
from lumencare.privacy.topics import Topic
from lumencare.sites.visitors import Visitor

ON_PAGE = Text("在客户门户页面上确认", "confirmed on a page of the portal")
AT_DOOR = Text("进入客户门户时", "when entering the portal")
BY_SENDING = Text("发送照片时", "when sending pictures")
BY_CHOOSING = Text("在提醒设置中选择", "chosen among the reminders")
TAKEN_BACK = Text("本人在客户门户撤回", "taken back in the portal")
NEW_WORDING = Text("由新版说明取代", "replaced by a new wording")
ERASED = Text("应本人请求删除个人信息", "the person asked for deletion")


def give(topic: Topic, *, visitor: Visitor, how: Text, now: datetime) -> None:
    """Keep that a visitor agrees, once for each wording; an older one ends with it."""
    notice = privacy_notice()
    with transaction.atomic():
        open_ones = consents_open(visitor).filter(topic=topic)
        if open_ones.filter(version=notice.version).exists():
            return
        open_ones.update(ended_at=now, ended_how=both(NEW_WORDING))
        try:
            with transaction.atomic():
                row = Consent.objects.create(
                    topic=topic,
                    version=notice.version,
                    wording_sha256=notice.sha256,
                    user=visitor.user,
                    contact_id=visitor.contact,
                    name=visitor.name,
                    how=both(how),
                    given_at=now,
                )
        except IntegrityError:
            # Two taps at once: the other one is kept.
            return
        record(row, action="agree", by=visitor.by, now=now)


def take_back(pk: int, *, visitor: Visitor, now: datetime) -> None:
    """Keep that a visitor takes a consent of theirs back; what was done before stays lawful."""
    with transaction.atomic():
        row = Consent.objects.filter(whose(visitor), pk=pk).exclude(topic=Topic.NOTICE).first()
        if row is None:
            raise Http404(f"consent {pk}")
        ended = {"ended_at": now, "ended_how": both(TAKEN_BACK)}
        if not Consent.objects.filter(pk=pk, ended_at=None).update(**ended):
            raise Conflict(NOT_OPEN)
        record(row, action="take-back", by=visitor.by, now=now)


def end_topic(topic: Topic, *, visitor: Visitor, now: datetime) -> None:
    """Keep that a visitor agrees to a topic no more."""
    with transaction.atomic():
        for row in list(consents_open(visitor).filter(topic=topic)):
            ended = {"ended_at": now, "ended_how": both(TAKEN_BACK)}
            Consent.objects.filter(pk=row.pk, ended_at=None).update(**ended)
            record(row, action="take-back", by=visitor.by, now=now)


def has_read_notice(visitor: Visitor) -> bool:
    """Tell whether a visitor said to have read the notice in the wording in force."""
    version = privacy_notice().version
    return consents_open(visitor).filter(topic=Topic.NOTICE, version=version).exists()


def consents_open(visitor: Visitor) -> QuerySet[Consent]:
    """Return what a visitor agreed to and did not take back."""
    return Consent.objects.filter(whose(visitor), ended_at=None)


def whose(visitor: Visitor) -> Q:
    """Return what tells a visitor's rows."""
    if visitor.user is not None:
        return Q(user=visitor.user)
    return Q(contact=visitor.contact, user=None) if visitor.contact else Q(pk=None)


def both(text: Text) -> str:
    """Return a text as it is kept: in both languages."""
    return f"{text.zh} / {text.en}"


NOT_OPEN = Text("此项同意已结束。", "This consent has ended already.")
