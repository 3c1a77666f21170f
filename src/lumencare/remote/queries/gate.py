"""May I connect now: the answer for a case or a system, as pages and programs ask for it."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.desk.models import Case
from lumencare.desk.queries import find_case
from lumencare.domain.readiness.relying import Relying, Work
from lumencare.domain.remote.access import MODE_NAMES, AccessMode, modes_for
from lumencare.domain.remote.connecting import Connect, may_connect
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.remote.facts import connect_facts, known_server, latest_agreement, with_plan
from lumencare.remote.models import RemoteAgreement
from lumencare.remote.queries.lists import AgreementFacts, agreement_line
from lumencare.sites.models import System
from lumencare.sites.queries.rows import find_system
from lumencare.sites.relying import relying_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The answer for one system and one way in; `agreement` is the one that counts."""

    system_pk: int
    system_name: str
    site_name: str
    case: str
    mode: str
    mode_name: Text
    server: str
    answer: Connect
    agreement: AgreementFacts | None
    # Whether the customer has to agree to pay before.
    charged: bool
    # What stands against work on the database, and whether this person may overrule it.
    records: Relying
    may_state: bool
    may_do: bool
    may_keep: bool


def gate_of_case(user: User, number: str, now: datetime, mode: str = "") -> Gate | None:
    """Return whether the person may connect for a case; None where its system is not known yet."""
    require_right(user, Right.SEE_REMOTE)
    case = find_case(user, number)
    if case.system is None:
        return None
    return _gate(user, case.system, case, now, mode)


def gate_of_system(user: User, pk: int, now: datetime, mode: str = "") -> Gate:
    """Return whether the person may connect to a system; Http404 where they may not see it."""
    require_right(user, Right.SEE_REMOTE)
    return _gate(user, find_system(user, pk), None, now, mode)


def mode_to_use(system: System, row: RemoteAgreement | None, mode: str = "") -> AccessMode:
    """Return the way in that is meant: the one asked for, the one signed, the one that suits."""
    if mode in set(AccessMode):
        return AccessMode(mode)
    if row is not None:
        return AccessMode(row.mode)
    return modes_for(known_server(system))[0]


def _gate(user: User, system: System, case: Case | None, now: datetime, mode: str) -> Gate:
    wanted = AccessMode(mode) if mode in set(AccessMode) else None
    row = latest_agreement(system, wanted)
    chosen = mode_to_use(system, row, mode)
    facts = with_plan(connect_facts(system, chosen, user, row, now), case)
    # Whether somebody pays is asked when one connects; it does not speak against asking.
    answer = may_connect(with_plan(facts, case, "-"))
    relying = relying_of([system], Work.REMOTE_SESSION, in_shanghai(now).date())
    return Gate(
        system_pk=system.pk,
        system_name=system.name,
        site_name=system.site.name,
        case=case.number if case else "",
        mode=chosen.value,
        mode_name=MODE_NAMES[chosen],
        server=known_server(system).value,
        answer=answer,
        agreement=None if row is None else agreement_line(row, now),
        charged=not facts.labour,
        records=relying,
        may_state=not relying.missing or may(user, Right.WAIVE_RECORDS),
        may_do=may(user, Right.DO_REMOTE),
        may_keep=may(user, Right.KEEP_REMOTE),
    )
