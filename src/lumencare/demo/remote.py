"""Remote agreements of the made-up office in every state, and sessions: on, dropped, over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo.people import Staff
from lumencare.desk.models import Case
from lumencare.domain.desk.states import LIVE
from lumencare.domain.period import DAY
from lumencare.domain.remote.access import CHECKS, AccessMode
from lumencare.remote.actions import (
    Choice,
    Connection,
    Draft,
    Signature,
    ask_for_signature,
    draft_agreement,
    drop,
    end,
    note,
    renewal_of,
    request_code,
    revoke,
    sign,
    start_session,
    stop_past,
)
from lumencare.remote.models import RemoteAgreement, RemoteMail, SigningLink
from lumencare.sites.models import System
from lumencare.store.sealing import unseal

HOUR = timedelta(hours=1)
MODE = AccessMode.SERVER_INTERNET
NOTES = {"access": "客户网络管理员", "told": "值班经理"}


def add_remote(
    staff: Staff, cases: Sequence[Case], systems: Sequence[System], now: datetime
) -> None:
    """Add agreements in every state, and sessions for cases on which work has started."""
    by = staff[Role.SUPPORT]
    started = [each for each in cases if each.state in LIVE and each.started_at and each.system]
    used = {each.system_id for each in cases}
    free = [each for each in systems if each.pk not in used and not each.retired_on]
    expired, revoked, renewed, waiting, drafted = free[:5]
    sign_by_link(draft_for(expired), by, now - 380 * DAY)
    stop_past(now)
    revoke(
        sign_by_link(draft_for(revoked), by, now - 40 * DAY),
        why="更换网络管理员",
        by=by,
        now=now - DAY,
    )
    first = sign_by_link(draft_for(renewed), by, now - 350 * DAY)
    sign_by_link(renewal_of(first), by, now - 2 * DAY)
    ask_for_signature(draft_for(waiting), by=by, now=now - 3 * HOUR)
    draft_agreement(draft_for(drafted), by=by, now=now - HOUR)
    for case in started[:1]:
        _connect(case, by, staff[Role.MANAGER], now)


def connect_once(case: Case, by: User, then: datetime, *, done: str) -> None:
    """Let somebody have been connected for a case, for an hour."""
    checks = {each.code: NOTES.get(each.code, "") for each in CHECKS[MODE]}
    session = start_session(case, Connection(mode=MODE.value, checks=checks), by=by, now=then)
    note(session, text="核对处理器与数据库版本", by=by, now=then + HOUR / 4)
    end(session, done=done, by=by, now=then + HOUR)


def _connect(case: Case, by: User, colleague: User, now: datetime) -> None:
    """Let somebody have been connected, and two be so now; one lost the connection."""
    if case.system is None:
        return
    since = max(case.started_at or now, now - 3 * HOUR)
    sign_by_link(draft_for(case.system), by, since)
    connection = Connection(
        mode=MODE.value, checks={each.code: NOTES.get(each.code, "") for each in CHECKS[MODE]}
    )
    agreed = Connection(mode=MODE.value, checks=connection.checks, charge_agreed="王建国 电话")
    over = start_session(case, agreed, by=by, now=since)
    end(over, done="读取日志，重新下载数据库后恢复", by=by, now=now)
    lost = start_session(case, agreed, by=colleague, now=now)
    drop(lost, why="客户网络中断", by=colleague, now=now)
    under_way = start_session(case, agreed, by=by, now=now)
    note(under_way, text="核对处理器与数据库版本", by=by, now=now)


def draft_for(system: System) -> Draft:
    """Return what is to be signed for a system, by its first contact."""
    contact = system.site.contacts.order_by("pk").first()
    return Draft(
        system=system,
        organization=system.site.owner,
        signer_name=contact.name if contact else "王建国",
        signer_email=(contact.email if contact else "") or "facilities@example.com",
        signer_phone=contact.phone if contact else "",
        mode=MODE.value,
        server="online",
    )


def sign_by_link(draft: Draft, by: User, at: datetime, drawing: bytes = b"") -> RemoteAgreement:
    """Sign as the customer would: the code is what their mail says, and some draw besides."""
    link = ask_for_signature(draft, by=by, now=at)
    request_code(link, Choice(), now=at)
    mail = RemoteMail.objects.filter(link=link, kind=RemoteMail.Kind.CODE).latest("pk")
    link = SigningLink.objects.select_related("agreement__system__site").get(pk=link.pk)
    code = unseal(mail.sealed_code) or ""
    signature = Signature(code=code, sha256=link.agreement.paper_sha256, drawing=drawing)
    RemoteMail.objects.filter(link=link).update(sent_at=at, sealed_code="")
    return sign(link, signature, now=at)
