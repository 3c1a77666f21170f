"""Shapes of remote service: may one connect, agreements, sessions and their logs."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    Asked,
    AskedInstant,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Reason,
    Text,
    Words,
)

AccessMode = Literal["server-internet", "server-card", "site-lan"]
ServerState = Literal["online", "offline", "none", "unknown"]
AgreementState = Literal["drafted", "sent", "signed", "expired", "revoked", "superseded"]
SessionState = Literal["running", "dropped", "ended"]


class AskingForSignature(Asked):
    """Who is to sign for which system; an address or a number is needed, the code goes there.

    `organization` is the end user of the system or the partner who serves it; the end user where it
    is left away. `engineers` are who may connect; nobody named: whoever does remote service.
    """

    system: Key
    case: Annotated[str, Field(max_length=40, pattern=r"^[A-Z0-9-]*$")] = ""
    organization: Key | None = None
    signer_name: Line
    signer_email: Line = ""
    signer_phone: Line = ""
    mode: AccessMode
    server: ServerState = "unknown"
    engineers: Annotated[list[Key], Field(max_length=50, default_factory=list)]


class Revoking(Asked):
    """Why an agreement is revoked."""

    why: Line


class GivingConsent(Asked):
    """From when until when the customer lets somebody connect, who of them said so, and how."""

    starts_at: AskedInstant
    ends_at: AskedInstant
    given_by: Line
    how: Line


class WithdrawingConsent(Asked):
    """Who of the customer withdrew consent."""

    who: Line


class StartingSession(Asked):
    """How one connects for a case: what was made sure of, each with its note; who agreed to pay.

    `on_database`: the session works on the database, which has to be there; `records_why` says why
    it goes on where that is missing or old.
    """

    case: Annotated[str, Field(max_length=40, pattern=r"^[A-Z0-9-]*$")]
    mode: AccessMode
    checks: dict[Annotated[str, Field(max_length=20)], Line]
    charge_agreed: Line = ""
    on_database: bool = False
    records_why: Line = ""


class DroppingSession(Asked):
    """What the connection broke on, if that is known."""

    why: Line = ""


class SessionNote(Asked):
    """What was done."""

    text: Text


class SessionDone(Asked):
    """What was done in the whole session."""

    done: Text


class TakingFile(Asked):
    """A file that was taken: the name it has, its size in bytes, its SHA-256, what for."""

    name: Line
    size: Annotated[int, Field(ge=0, lt=2**50)]
    sha256: Line
    what_for: Line = ""


class RemoteAgreementShape(Facts):
    """An agreement as it stands now; where the signer is reached is hidden in part."""

    number: str
    version: int
    state: AgreementState
    state_name: Words
    system: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    site: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    case: str
    organization: Annotated[int, Field(validation_alias="organization_pk")]
    organization_name: Annotated[str, Field(validation_alias="organization")]
    party: Literal["end-user", "partner"]
    signer: str
    signer_email: str
    signer_phone: str
    mode: AccessMode
    mode_name: Words
    months: int
    sent_at: Instant | None
    valid_from: Instant | None
    valid_until: Instant | None
    last_day: Day | None
    revoked_at: Instant | None
    revoked_by: str
    revoked_why: str
    paper_sha256: str
    sealed_sha256: str


class SentAgreementShape(Facts):
    """An agreement that waits for its signature, with the two addresses of its link."""

    agreement: RemoteAgreementShape
    address: str | None
    address_en: str | None
    sign_by: Instant


class RemoteAnswerShape(Facts):
    """Whether one may connect now, with every reason; what could be done where not.

    `records_against` stands against work on the database; `may_state`: you may say why it goes on.
    """

    may: bool
    because: list[Reason]
    mode: AccessMode
    mode_name: Words
    wants_signature: bool
    offers_visit: bool
    charged: bool
    records_against: list[Reason]
    may_state: bool
    agreement: RemoteAgreementShape | None


class SessionEventShape(Facts):
    """One line of the log of a session; append-only."""

    kind: str
    kind_name: Words
    at: Instant
    by: str
    text: str
    file_name: str
    size: int | None
    sha256: str


class RemoteSessionShape(Facts):
    """A session as it stands."""

    number: str
    version: int
    state: SessionState
    state_name: Words
    case: str
    agreement: str
    system: Annotated[int, Field(validation_alias="system_pk")]
    site_name: str
    mode: AccessMode
    engineer: str
    started_at: Instant
    ended_at: Instant | None
    ended_by: str
    ended_why: str
    done: str
    on_database: bool
    records_ground: str
    records_why: str


class SessionWithLogShape(Facts):
    """A session with what happened in it, from its start."""

    session: RemoteSessionShape
    events: list[SessionEventShape]
