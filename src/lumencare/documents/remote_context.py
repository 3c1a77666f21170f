"""What a remote agreement is made of: frozen facts, with its evidence once it is signed."""

from dataclasses import dataclass
from datetime import date

from lumencare.documents.clause_groups import ClauseGroup
from lumencare.documents.contract_context import Contact, Party, Sealing
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSystem:
    """The one system that the agreement is about."""

    project: str
    ref: str
    name: str
    system_type: str
    city: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs, for which party; `reach` is where the code goes, in part hidden."""

    name: str
    party: Text
    organization: str
    reach: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the page of evidence."""

    label: Text
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteContext:
    """Everything that the paper shows; `engineers` empty: the provider's technical support.

    `evidence` is empty until it is signed; `period` then says from when until when it holds.
    """

    number: str
    on: date
    edition: str
    wording: str
    months: int
    customer: Party
    provider: Party
    system: RemoteSystem
    server: Text
    mode: Text
    mode_hint: Text
    engineers: tuple[str, ...]
    signer: Signer
    clauses: tuple[ClauseGroup, ...]
    contacts: tuple[Contact, ...]
    check_address: str
    sealing: Sealing
    period: Text | None = None
    evidence: tuple[Fact, ...] = ()
