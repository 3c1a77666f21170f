"""What a request for a signature begins with: who signed last or reported, how one connects."""

from dataclasses import dataclass

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.models import Case
from lumencare.domain.remote.access import modes_for
from lumencare.domain.remote.parties import PARTY_NAMES, PartyKind
from lumencare.domain.text import Text
from lumencare.remote.facts import known_server, parties_of
from lumencare.remote.models import RemoteAgreement
from lumencare.remote.queries.rows import people_who_connect
from lumencare.sites.models import Contact, System


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFacts:
    """What the form of a request begins with, and what there is to choose from."""

    signer_name: str
    signer_email: str
    signer_phone: str
    organization: int
    mode: str
    server: str
    organizations: tuple[tuple[int, str, Text], ...]
    people: tuple[tuple[int, str], ...]

    @property
    def is_complete(self) -> bool:
        """Whether one button will do."""
        return bool(self.signer_name and (self.signer_email or self.signer_phone))


def asked_of(user: User, system: System, case: Case | None) -> AskFacts:
    """Return what to begin with; the signer of before, else who reported, else a contact there."""
    require_right(user, Right.KEEP_REMOTE)
    last = RemoteAgreement.objects.filter(system=system).order_by("-pk").first()
    parties, server = parties_of(system.site), known_server(system)
    known = {parties.owner, parties.partner}
    name, email, phone = _signer(system, case, last)
    return AskFacts(
        signer_name=name,
        signer_email=email,
        signer_phone=phone,
        organization=last.organization_id
        if last and last.organization_id in known
        else parties.owner,
        mode=last.mode if last else modes_for(server)[0].value,
        server=server.value,
        organizations=tuple(
            (pk, label, PARTY_NAMES[kind])
            for pk, label, kind in (
                (parties.owner, parties.owner_name, PartyKind.END_USER),
                (parties.partner, parties.partner_name, PartyKind.PARTNER),
            )
            if pk is not None
        ),
        people=tuple(people_who_connect(user)),
    )


def _signer(
    system: System, case: Case | None, last: RemoteAgreement | None
) -> tuple[str, str, str]:
    if last is not None:
        return last.signer_name, last.signer_email, last.signer_phone
    if case is not None and (case.reporter_email or case.reporter_phone):
        return case.reporter_name, case.reporter_email, case.reporter_phone
    contact = Contact.objects.filter(site=system.site_id).order_by("pk").first()
    return (contact.name, contact.email, contact.phone) if contact else ("", "", "")
