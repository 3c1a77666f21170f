"""Drafting: who is to sign for which system, how one connects, and who may (D-24, RS-1, RS-2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.models import Case
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.remote.access import AccessMode, Server, require_suiting
from lumencare.domain.remote.parties import PartyKind, kind_of, refusal_of_party
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.remote.facts import parties_of
from lumencare.remote.models import NamedEngineer, RemoteAgreement
from lumencare.remote.numbers import next_agreement
from lumencare.remote.papers import WORDING
from lumencare.sites.models import Organization, System
from lumencare.store import typed as read

READERS: dict[str, read.Reader] = {
    "signer_name": read.line(80, needed=True),
    "signer_phone": read.phone,
    "signer_email": read.email,
    "mode": read.one_of(each.value for each in AccessMode),
    "server": read.one_of(each.value for each in Server),
}
REACHABLE = Text(
    "签署人的邮箱或电话至少填写一项，验证码要发到那里。",
    "An address or a number of the signer is needed: the code goes there.",
)
OTHER_SITE = Text("服务请求不属于此系统。", "The case is about another system.")
MAY_NOT_CONNECT = Text("此人没有远程服务的权限。", "This person may not do remote service.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be signed; texts are as typed. `engineers` empty: whoever does remote service."""

    system: System
    organization: Organization
    signer_name: str
    signer_phone: str = ""
    signer_email: str = ""
    mode: str
    server: str = Server.UNKNOWN.value
    engineers: tuple[User, ...] = ()
    case: Case | None = None
    follows: RemoteAgreement | None = None


def draft_agreement(draft: Draft, *, by: User, now: datetime) -> RemoteAgreement:
    """Draft an agreement. Refused for a party or a way in that cannot be; else all is told at once.

    It holds for so many months as the edition of the day says, and nothing may be done under it
    before it is signed.
    """
    require_right(by, Right.KEEP_REMOTE)
    values = _read(draft)
    party = _party_of(draft)
    require_suiting(AccessMode(values["mode"]), Server(values["server"]))
    edition = edition_in_force(in_shanghai(now).date())
    row = RemoteAgreement(
        **values,
        system=draft.system,
        case=draft.case,
        organization=draft.organization,
        party=party.value,
        months=int(edition.setting_by_name["remote_agreement_months"].value),
        edition=edition.code,
        wording=WORDING,
        follows=draft.follows,
        created_by=by,
        created_at=now,
        changed_at=now,
    )
    with transaction.atomic():
        row.number = next_agreement(in_shanghai(now).date())
        row.save(force_insert=True)
        NamedEngineer.objects.bulk_create(
            NamedEngineer(agreement=row, person=each) for each in draft.engineers
        )
        told = {name: (None, getattr(row, name)) for name in ("signer_name", "mode", "party")}
        record(row, action="draft", by=by, now=now, changes=told)
    return row


def _read(draft: Draft) -> dict[str, str]:
    problems: list[Problem] = []
    values: dict[str, str] = {}
    try:
        values = read.read_all({name: getattr(draft, name) for name in READERS}, READERS)
    except InputProblems as wrong:
        problems += wrong.problems
    if not (draft.signer_phone.strip() or draft.signer_email.strip()):
        problems.append(Problem("signer_email", "", REACHABLE))
    if draft.case is not None and draft.case.system_id != draft.system.pk:
        problems.append(Problem("case", draft.case.number, OTHER_SITE))
    problems += _wrong_engineers(draft.engineers)
    if problems:
        raise InputProblems(problems)
    return values


def _wrong_engineers(people: Iterable[User]) -> list[Problem]:
    return [
        Problem("engineers", each.name, MAY_NOT_CONNECT)
        for each in people
        if not may(each, Right.DO_REMOTE)
    ]


def _party_of(draft: Draft) -> PartyKind:
    parties = parties_of(draft.system.site)
    refusal = refusal_of_party(draft.organization.pk, parties)
    kind = kind_of(draft.organization.pk, parties)
    if refusal is not None or kind is None:
        raise Refused(refusal) if refusal is not None else ValueError(draft.organization)
    return kind
