"""Agreements and sessions to start a test from: drafted, sent, signed, with somebody connected."""

from datetime import datetime, timedelta
from typing import Any

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.domain.remote.access import CHECKS, AccessMode
from lumencare.remote.actions import (
    Choice,
    Connection,
    Draft,
    Signature,
    ask_for_signature,
    request_code,
    sign,
    start_session,
)
from lumencare.remote.models import RemoteAgreement, RemoteMail, RemoteSession, SigningLink
from lumencare.sites.models import System
from lumencare.store.sealing import unseal
from tests.desk.cases import opened, served
from tests.office import NOW, person

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def technician(name: str = "林若") -> User:
    """Return somebody of technical support; the same each time."""
    return User.objects.filter(name=name).first() or person("support", name=name)


def draft_of(system: System, **more: Any) -> Draft:
    """Return what is to be signed for a system by its end user."""
    facts: dict[str, Any] = {
        "system": system,
        "organization": system.site.owner,
        "signer_name": "王建国",
        "signer_email": "wang@example.com",
        "signer_phone": "+8613800138000",
        "mode": AccessMode.SERVER_INTERNET.value,
        "server": "online",
        **more,
    }
    return Draft(**facts)


def sent(system: System | None = None, *, now: datetime = NOW, **more: Any) -> SigningLink:
    """Return the link of an agreement that waits for its signature."""
    draft = draft_of(system or served(), **more)
    return ask_for_signature(draft, by=technician(), now=now)


def fresh(link: SigningLink) -> SigningLink:
    """Return a link as it is read for a visit."""
    return SigningLink.objects.select_related("agreement__system__site").get(pk=link.pk)


def code_of(link: SigningLink, *, now: datetime = NOW, choice: Choice | None = None) -> str:
    """Ask for a code and return what its mail says."""
    request_code(fresh(link), choice or Choice(), now=now)
    mail = RemoteMail.objects.filter(link=link, kind="code").order_by("-pk").first()
    return unseal(mail.sealed_code) or "" if mail else ""


def signed(system: System | None = None, *, now: datetime = NOW, **more: Any) -> RemoteAgreement:
    """Return an agreement in force."""
    link = sent(system, now=now, **more)
    code = code_of(link, now=now)
    again = fresh(link)
    return sign(again, Signature(code=code, sha256=again.agreement.paper_sha256), now=now)


def connection(mode: AccessMode = AccessMode.SERVER_INTERNET, **more: Any) -> Connection:
    """Return a connection of which everything was made sure of."""
    checks = {each.code: "李雯" if each.note else "" for each in CHECKS[mode]}
    return Connection(mode=mode.value, **{"checks": checks, **more})


def case_of(system: System) -> Case:
    """Return a case about a system."""
    return opened(system)


def running(*, now: datetime = NOW, **more: Any) -> RemoteSession:
    """Return a session under way, for a case of a system whose agreement is signed."""
    system = served()
    signed(system, now=now, **more)
    return start_session(case_of(system), connection(), by=technician(), now=now)
