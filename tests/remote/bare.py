"""Agreements and sessions as rows alone, where no paper is looked at: they cost nothing."""

from datetime import timedelta
from typing import Any

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.remote.models import RemoteAgreement, RemoteSession
from lumencare.sites.models import System
from tests.office import NOW


def bare_agreement(system: System, by: User, **more: Any) -> RemoteAgreement:
    """Return a drafted agreement."""
    facts: dict[str, Any] = {
        "number": "RA-2601-901",
        "system": system,
        "organization": system.site.owner,
        "party": "end-user",
        "signer_name": "王建国",
        "signer_email": "wang@example.com",
        "mode": "server-internet",
        "months": 12,
        "edition": "cn-mainland-1",
        "wording": "remote-1",
        "created_by": by,
        "created_at": NOW,
        "changed_at": NOW,
        **more,
    }
    return RemoteAgreement.objects.create(**facts)


def bare_session(case: Case, by: User, **more: Any) -> RemoteSession:
    """Return a session under way, under an agreement of its own that is signed by its row alone."""
    if case.system is None:
        raise ValueError(case)
    agreement = bare_agreement(
        case.system,
        by,
        number="RA-2601-902",
        state="signed",
        mode="site-lan",
        sent_at=NOW,
        valid_from=NOW,
        valid_until=NOW + timedelta(days=365),
        paper_sha256="1" * 64,
        facts_sha256="2" * 64,
        sealed_sha256="3" * 64,
    )
    facts: dict[str, Any] = {
        "number": "SE-2601-901",
        "case": case,
        "system": case.system,
        "agreement": agreement,
        "mode": agreement.mode,
        "engineer": by,
        "started_at": NOW,
        "changed_at": NOW,
        **more,
    }
    return RemoteSession.objects.create(**facts)
