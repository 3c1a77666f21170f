"""The continuity guard of a system: its paid years, the exact lapse day, what is still lawful."""

from dataclasses import dataclass
from datetime import date, timedelta

from lumencare.accounts.models import User
from lumencare.contracts.models import ContractLine
from lumencare.contracts.queries.chain import Chain, chains_of
from lumencare.contracts.queries.rows import visible_contracts
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.after import after_last_day, lawful_choices
from lumencare.domain.text import Reason
from lumencare.pricebook.queries import edition_by_code
from lumencare.sites.facts import system_of


@dataclass(frozen=True, slots=True)
class Guard:
    """A chain; the day from which it is over if nothing is done; what can be done, and what then.

    `line` is the key of the line to renew; None where nothing is left to renew.
    """

    chain: Chain
    lapses_on: date | None
    choices: tuple[Reason, ...]
    otherwise: tuple[Reason, ...]
    line: int | None


def guard_of_system(user: User, system_pk: int, on: date) -> Guard | None:
    """Return how the annual plan of a system stands (PA-3, D-15, PW-2); None where it has none."""
    rows = ContractLine.objects.filter(
        system=system_pk, code=PlanCode.ANNUAL, contract__in=visible_contracts(user)
    ).exclude(state="pending")
    line = rows.select_related("system__site").order_by("-bought_on", "-pk").first()
    chain = next(chains_of([line], on), None) if line is not None else None
    if line is None or chain is None:
        return None
    edition, system, last = edition_by_code(line.edition), system_of(line.system), chain.renew_by
    return Guard(
        chain=chain,
        lapses_on=last + timedelta(days=1) if last else chain.lapsed_on,
        choices=lawful_choices(edition, system, chain.state, on),
        otherwise=after_last_day(edition, system, PlanCode.ANNUAL, last) if last else (),
        line=line.pk if line.renew_by is not None and line.renew_by >= on else None,
    )
