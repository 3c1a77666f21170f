"""Accepted proposals and handovers, to start a test from."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from lumencare.accounts.models import User
from lumencare.domain.upgrade.content import OptionKind, Reuse
from lumencare.handovers.actions import Chosen, accept_by_link, complete
from lumencare.handovers.models import Handover
from lumencare.handovers.stated import Completing
from lumencare.sales.actions import Acceptance
from lumencare.sites.uploads import Upload
from lumencare.upgrades.actions import change_draft
from lumencare.upgrades.models import ProposalVersion
from tests.office import NOW, person
from tests.upgrades.proposals import content_of, draft, seller, sent

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def coordinator(name: str = "周协") -> User:
    """Return who records handovers; the same each time."""
    return User.objects.filter(name=name).first() or person("coordinator", name=name)


def offered(by: User | None = None, **more: Any) -> ProposalVersion:
    """Return a version with hardware at its list price, issued and sent."""
    from lumencare.upgrades.actions import decide, issue
    from tests.upgrades.proposals import approver

    version = draft(**more)
    content = content_of(version)
    content = replace(
        content,
        options=tuple(
            replace(each, reuse=tuple(row for row in each.reuse if row.verdict is Reuse.REPLACED))
            for each in content.options
        ),
    )
    version = issue(change_draft(version, content, by=seller(), now=NOW), by=seller(), now=NOW)
    if version.state != "approved":
        version = decide(version, approved=True, by=approver(), now=NOW)
    return sent(version)[0]


def key_of(version: ProposalVersion, kind: OptionKind = OptionKind.SYSTEM) -> str:
    """Return the key of an option of a kind."""
    return next(each.key for each in content_of(version).options if each.kind is kind)


def chosen(
    version: ProposalVersion,
    kind: OptionKind = OptionKind.SYSTEM,
    name: str = "王建国",
    how: str = "",
) -> Chosen:
    """Return what a customer accepts with."""
    return Chosen(key_of(version, kind), Acceptance(name, version.pdf_sha256, how))


def accepted(
    version: ProposalVersion | None = None, kind: OptionKind = OptionKind.SYSTEM
) -> ProposalVersion:
    """Return a version that the customer accepted by its link."""
    version = version or offered()
    link = version.links.get()
    accept_by_link(link, chosen(version, kind), now=NOW)
    version.refresh_from_db()
    return version


def stated(**more: Any) -> Completing:
    """Return what is stated of a handover of the whole system."""
    typed = {
        "completed_on": "2026-01-15",
        "handed_to": "王建国",
        "ref": "S-900",
        "name": "Athena 办公楼",
        "system_type": "Athena",
        "warranty_class": "1Y",
        "start_up": "manufacturer",
        "software_version": "24.1",
        **more.pop("typed", {}),
    }
    facts: dict[str, Any] = {"whole": True, "evidence": evidence(), **more}
    return Completing(typed=typed, **facts)


def evidence(content: bytes = PNG) -> Upload:
    """Return the signed handover as it was photographed."""
    return Upload("移交单.png", BytesIO(content))


def completed(version: ProposalVersion | None = None, now: datetime = NOW, **more: Any) -> Handover:
    """Return the handover of an accepted version."""
    return complete(version or accepted(), stated(**more), by=coordinator(), now=now)
