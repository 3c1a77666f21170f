"""The log of consents: what was agreed to here, to partners and to remote service, in one list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.data.personal_register import privacy_notice
from lumencare.domain.text import Text
from lumencare.privacy.actions.consenting import whose
from lumencare.privacy.models import Consent
from lumencare.privacy.people import subject_of
from lumencare.privacy.topics import Topic
from lumencare.remote.models import RemoteAgreement
from lumencare.sites.models import PartnerConsent
from lumencare.sites.visitors import Visitor

MOST = 200
TOPICS = {
    Topic.NOTICE.value: Text("个人信息处理说明", "Privacy notice"),
    Topic.PHOTOS.value: Text("发送照片", "Pictures that are sent"),
    Topic.REMINDERS.value: Text("邮件提醒", "Reminders by mail"),
    "partner": Text("合作伙伴查看", "Sight of a partner"),
    "remote": Text("远程服务", "Remote service"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One consent: about what, in which wording, by whom, how and when; `key` to take it back."""

    topic: str
    topic_name: Text
    about: str
    wording: Text
    version: str
    name: str
    how: str
    given_at: datetime
    ended_at: datetime | None
    ended_how: str
    key: int | None = None


def own_consents(visitor: Visitor) -> tuple[ConsentLine, ...]:
    """Return what a visitor agreed to, newest first; sight of partners for owners alone."""
    subject = subject_of(visitor)
    partners = PartnerConsent.objects.filter(
        owner__in=visitor.organizations, site__in=visitor.sites
    )
    signed = Q(pk=None)
    for each in subject.emails:
        signed |= Q(signer_email__iexact=each)
    if subject.phones:
        signed |= Q(signer_phone__in=subject.phones, signer_name=subject.name)
    agreements = RemoteAgreement.objects.filter(signed, valid_from__isnull=False)
    own = Consent.objects.filter(whose(visitor))
    return _newest(_own(own), _partners(partners), _remote(agreements))


def all_consents(user: User, *, wanted: str = "", topic: str = "") -> tuple[ConsentLine, ...]:
    """Return the whole log for who settles requests, newest first, by name and topic."""
    require_right(user, Right.KEEP_PRIVACY)
    own = Consent.objects.filter(name__icontains=wanted)
    partners = PartnerConsent.objects.filter(given_by_name__icontains=wanted)
    agreements = RemoteAgreement.objects.filter(
        signer_name__icontains=wanted, valid_from__isnull=False
    )
    found = _newest(_own(own), _partners(partners), _remote(agreements))
    return tuple(each for each in found if topic in ("", each.topic))


def _newest(*sources: Iterable[ConsentLine]) -> tuple[ConsentLine, ...]:
    found = [each for source in sources for each in source]
    found.sort(key=lambda each: each.given_at, reverse=True)
    return tuple(found[:MOST])


def _own(rows: QuerySet[Consent]) -> Iterator[ConsentLine]:
    notice = privacy_notice()
    for each in rows.order_by("-given_at")[:MOST]:
        can_end = each.ended_at is None and each.topic != Topic.NOTICE
        yield ConsentLine(
            topic=each.topic,
            topic_name=TOPICS[each.topic],
            about="",
            wording=notice.topics[each.topic],
            version=each.version,
            name=each.name,
            how=each.how,
            given_at=each.given_at,
            ended_at=each.ended_at,
            ended_how=each.ended_how,
            key=each.pk if can_end else None,
        )


def _partners(rows: QuerySet[PartnerConsent]) -> Iterator[ConsentLine]:
    for each in rows.select_related("site", "partner").order_by("-given_at")[:MOST]:
        yield ConsentLine(
            topic="partner",
            topic_name=TOPICS["partner"],
            about=f"{each.site.name} → {each.partner.name}",
            wording=privacy_notice().topics["partner"],
            version="",
            name=each.given_by_name,
            how=each.how,
            given_at=each.given_at,
            ended_at=each.ended_at,
            ended_how=" · ".join(filter(None, [each.ended_by_name, each.ended_why])),
        )


def _remote(rows: QuerySet[RemoteAgreement]) -> Iterator[ConsentLine]:
    for each in rows.select_related("system__site").order_by("-created_at")[:MOST]:
        if each.valid_from is None:
            continue
        yield ConsentLine(
            topic="remote",
            topic_name=TOPICS["remote"],
            about=f"{each.number} · {each.system.site.name}",
            wording=privacy_notice().topics["remote"],
            version=each.wording,
            name=each.signer_name,
            how=SIGNED,
            given_at=each.valid_from,
            ended_at=each.revoked_at,
            ended_how=" · ".join(filter(None, [each.revoked_by_name, each.revoked_why])),
        )


SIGNED = "以验证码签署 / signed with a code"
