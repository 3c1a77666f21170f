"""From rows to the facts that the gate takes: parties, agreement, consent, plan."""

from dataclasses import replace
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.domain.problems import Refused
from lumencare.domain.remote.access import AccessMode, Server
from lumencare.domain.remote.codes import CodeFacts
from lumencare.domain.remote.connecting import AgreementFacts, ConnectFacts, Consent
from lumencare.domain.remote.parties import Parties
from lumencare.domain.remote.states import AgreementState
from lumencare.domain.text import Text, does_not_apply
from lumencare.remote.models import RemoteAgreement, SigningLink
from lumencare.sites.models import Site, System

NO_SYSTEM = Text(
    "尚未确认是哪个系统，请先在服务请求中确认系统。",
    "It is not known yet which system it is; name it in the case first.",
)


def parties_of(site: Site) -> Parties:
    """Return who may sign for the systems of a site today (RS-2)."""
    partner = site.partner if site.partner_may_see else None
    return Parties(
        owner=site.owner_id,
        owner_name=site.owner.name,
        partner=partner.pk if partner else None,
        partner_name=partner.name if partner else "",
    )


def latest_agreement(system: System, mode: AccessMode | None = None) -> RemoteAgreement | None:
    """Return the agreement that counts for a system: the signed one, else the newest of all.

    `mode` prefers one for that way in; one for another way is returned where there is no other.
    """
    rows = list(
        RemoteAgreement.objects.filter(system=system)
        .exclude(state=AgreementState.DRAFTED)
        .prefetch_related("named", "consents")
        .order_by("-pk")
    )

    def rank(row: RemoteAgreement) -> tuple[bool, bool]:
        fits = mode is None or row.mode == mode.value
        return (fits and row.state == AgreementState.SIGNED, fits or row.state == "signed")

    return max(rows, key=rank, default=None)


def agreement_facts(row: RemoteAgreement) -> AgreementFacts:
    """Return an agreement as the rules take it."""
    return AgreementFacts(
        number=row.number,
        state=AgreementState(row.state),
        system=row.system_id,
        mode=AccessMode(row.mode),
        signer=row.signer_name,
        organization=row.organization_id,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        engineers=frozenset(each.person_id for each in row.named.all()),
        ended_at=row.revoked_at or (row.changed_at if row.state == "superseded" else None),
        ended_by=row.revoked_by_name,
    )


def consent_of(row: RemoteAgreement) -> Consent | None:
    """Return when the customer lets somebody connect; None where they withdrew it."""
    held = next((each for each in row.consents.all() if each.withdrawn_at is None), None)
    return None if held is None else Consent(held.starts_at, held.ends_at)


def system_of_case(case: Case) -> System:
    """Return the system of a case; Refused where nobody knows yet which one it is."""
    if case.system is None:
        raise Refused(does_not_apply("RS-2", NO_SYSTEM))
    return case.system


def known_server(system: System) -> Server:
    """Return what is known of a system's server: what was said last."""
    rows = RemoteAgreement.objects.filter(system=system).exclude(server=Server.UNKNOWN)
    last = rows.order_by("-pk").values_list("server", flat=True).first()
    return Server(last) if last else Server.UNKNOWN


def connect_facts(
    system: System, mode: AccessMode, engineer: User, row: RemoteAgreement | None, now: datetime
) -> ConnectFacts:
    """Return what decides whether somebody may connect; plan and checks are added by the caller."""
    return ConnectFacts(
        now=now,
        system=system.pk,
        system_name=system.name,
        server=known_server(system),
        mode=mode,
        engineer=engineer.pk,
        engineer_name=engineer.name,
        parties=parties_of(system.site),
        agreement=None if row is None else agreement_facts(row),
        consent=None if row is None else consent_of(row),
    )


def with_plan(facts: ConnectFacts, case: Case | None, charge_agreed: str = "") -> ConnectFacts:
    """Return facts with what the case's decision of cover says of the labour (SC-4)."""
    decision = case.decision if case is not None else None
    labour = decision is None or decision.labour_covered
    return replace(facts, labour=labour, charge_agreed=charge_agreed)


def code_facts(link: SigningLink, now: datetime) -> CodeFacts:
    """Return what is known of the codes of a link."""
    last = link.codes.order_by("-pk").first()
    return CodeFacts(
        now=now,
        sent_at=last.sent_at if last else None,
        expires_at=last.expires_at if last else None,
        tries=last.tries if last else 0,
        tries_of_link=link.tries,
        codes_of_link=link.codes.count(),
    )
