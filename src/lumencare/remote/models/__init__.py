"""Rows of remote service, by subject."""

from lumencare.remote.models.agreements import (
    AgreementNumber,
    ConsentWindow,
    NamedEngineer,
    RemoteAgreement,
)
from lumencare.remote.models.sessions import (
    RemoteSession,
    SessionEvent,
    SessionNumber,
)
from lumencare.remote.models.signing import (
    DrawnSignature,
    OneTimeCode,
    RemoteMail,
    SignatureEvidence,
    SigningLink,
)

__all__ = [
    "AgreementNumber",
    "ConsentWindow",
    "DrawnSignature",
    "NamedEngineer",
    "OneTimeCode",
    "RemoteAgreement",
    "RemoteMail",
    "RemoteSession",
    "SessionEvent",
    "SessionNumber",
    "SignatureEvidence",
    "SigningLink",
]
