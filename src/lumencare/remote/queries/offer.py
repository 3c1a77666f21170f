"""What the signer's link shows: the paper to sign, or the signed one with its log."""

from dataclasses import dataclass
from datetime import date, datetime

from lumencare.documents.clause_groups import ClauseGroup
from lumencare.domain.remote.access import MODE_HINTS, MODE_NAMES, AccessMode, Server, modes_for
from lumencare.domain.remote.codes import (
    SENT_AGAIN_AFTER,
    CodeChannel,
    is_locked,
    refusal_to_try,
)
from lumencare.domain.remote.parties import PARTY_NAMES, PartyKind, refusal_of_party
from lumencare.domain.remote.states import AgreementState, end_of_validity, last_day_of, standing_of
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.remote.facts import code_facts, parties_of
from lumencare.remote.links import note_visit, open_link
from lumencare.remote.models import SigningLink
from lumencare.remote.papers import clauses, reach_of
from lumencare.remote.queries.lists import (
    AgreementFacts,
    SessionFacts,
    agreement_line,
    session_line,
)
from lumencare.remote.queries.pages import (
    ConsentFacts,
    EventFacts,
    EvidenceFacts,
    consents_of,
    events_of,
    evidence_of,
    read_paper,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShown:
    """A code that was sent and can be tried; `again_in` seconds until another may be sent."""

    sent_to: str
    by_hotline: bool
    again_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeShown:
    """A way in as the signer chooses it."""

    code: str
    name: Text
    hint: Text
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a link shows; `link` is what actions take, nothing else of the office is reached.

    `against` says why it cannot be signed, where that is so and it is not signed.
    """

    link: SigningLink
    facts: AgreementFacts
    signer: str
    reach: str
    has_email: bool
    last_day_if_signed: date
    engineers: tuple[str, ...]
    modes: tuple[ModeShown, ...]
    parties: tuple[tuple[int, str, Text], ...]
    clauses: tuple[ClauseGroup, ...]
    code: CodeShown | None
    locked: bool
    against: Text | None
    hotline: str
    sender: str
    sender_email: str
    evidence: EvidenceFacts | None
    consents: tuple[ConsentFacts, ...]
    sessions: tuple[tuple[SessionFacts, tuple[EventFacts, ...]], ...]

    @property
    def is_signed(self) -> bool:
        """Whether it was signed, in force or over."""
        return self.evidence is not None


def open_offered(token: str, now: datetime) -> Offered | None:
    """Return what a link shows; None where it does not work, whatever the reason."""
    link = open_link(token, now)
    return None if link is None else offered_of(link, now)


def offered_of(link: SigningLink, now: datetime) -> Offered:
    """Return what a link that works shows."""
    row = link.agreement
    parties = parties_of(row.system.site)
    edition = edition_by_code(row.edition)
    code = code_facts(link, now)
    sessions = row.sessions.select_related("system__site", "agreement", "case", "engineer")
    return Offered(
        link=link,
        facts=agreement_line(row, now),
        signer=row.signer_name,
        reach=reach_of(row),
        has_email=bool(row.signer_email),
        last_day_if_signed=last_day_of(end_of_validity(now, row.months)),
        engineers=tuple(
            each.person.name for each in row.named.select_related("person").order_by("pk")
        ),
        modes=_modes(row.mode, row.server),
        parties=tuple(
            (pk, name, PARTY_NAMES[kind])
            for pk, name, kind in (
                (parties.owner, parties.owner_name, PartyKind.END_USER),
                (parties.partner, parties.partner_name, PartyKind.PARTNER),
            )
            if pk is not None
        ),
        clauses=clauses(),
        code=_code(link, now) if refusal_to_try(code) is None else None,
        locked=is_locked(code),
        against=_against(link, now),
        hotline=next(each.value for each in edition.contacts if each.code == "hotline"),
        sender=link.created_by.name,
        sender_email=link.created_by.email,
        evidence=evidence_of(row),
        consents=consents_of(row),
        sessions=tuple((session_line(each), events_of(each)) for each in sessions.order_by("-pk")),
    )


def note_visit_of(offered: Offered, now: datetime) -> None:
    """Keep that the signer opened the page."""
    note_visit(offered.link, now)


def paper_of_link(offered: Offered) -> tuple[str, bytes]:
    """Return the paper that a link leads to, with its file's name."""
    return read_paper(offered.link.agreement)


def _modes(chosen: str, server: str) -> tuple[ModeShown, ...]:
    fits = modes_for(Server(server))
    return tuple(
        ModeShown(
            code=each.value,
            name=MODE_NAMES[each],
            hint=MODE_HINTS[each],
            chosen=each.value == chosen,
        )
        for each in AccessMode
        if each in fits or each.value == chosen
    )


def _code(link: SigningLink, now: datetime) -> CodeShown | None:
    last = link.codes.filter(used_at=None).order_by("-pk").first()
    if last is None:
        return None
    left = (last.sent_at + SENT_AGAIN_AFTER - now).total_seconds()
    return CodeShown(
        sent_to=last.sent_to,
        by_hotline=last.channel == CodeChannel.HOTLINE,
        again_in=max(0, int(left)),
    )


def _against(link: SigningLink, now: datetime) -> Text | None:
    row = link.agreement
    standing = standing_of(AgreementState(row.state), row.valid_until, now)
    if standing is AgreementState.SENT:
        refusal = refusal_of_party(row.organization_id, parties_of(row.system.site))
        if refusal is not None:
            return refusal.text
        return TOO_LATE if now >= link.sign_by else None
    return _OVER.get(standing)


TOO_LATE = Text("签署时间已过。", "The time to sign is over.")
_OVER = {
    AgreementState.REVOKED: Text(
        "此协议已撤回，任何人都不能再据此连接。",
        "This agreement was revoked: nobody may connect under it.",
    ),
    AgreementState.SUPERSEDED: Text(
        "此协议已由新签署的协议取代。", "A newer signed agreement took its place."
    ),
    AgreementState.EXPIRED: Text(
        "此协议已到期，须重新签署后才能连接。",
        "This agreement has ended; it is signed anew before anybody connects.",
    ),
}
