"""The page of one contract: all that a person may know of it on a day, and what they may do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.models import Entry
from lumencare.audit.queries import Line, trail_of
from lumencare.contracts.condition_kinds import SIGNATURE
from lumencare.contracts.models import Contract, ContractLine
from lumencare.contracts.queries.chain import Chain, chains_of
from lumencare.contracts.queries.facts import (
    AllowanceFacts,
    ConditionFacts,
    LineFacts,
    PaymentFacts,
)
from lumencare.contracts.queries.ledger import (
    Drawing,
    allowance_facts,
    condition_facts,
    payment_facts,
)
from lumencare.contracts.queries.lines import line_facts
from lumencare.contracts.queries.papers import Papers, papers_of
from lumencare.contracts.queries.rows import find_contract
from lumencare.domain.contract.states import OPEN, STATE_NAMES, ContractState, gives_service
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.sites.covering import CoverToday, cover_today
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.sites.models import System

NO_AMOUNTS = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemCover:
    """What a system of the contract has on the day, with all that it holds (D-11)."""

    system_pk: int
    system_ref: str
    system_name: str
    cover: CoverToday


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPage:
    """A contract as a person may see it; amounts are None for those who see no prices.

    `can` holds what this person may do now: `sign`, `meet`, `draw`. `tag` changes with every
    change of the contract, its conditions and its ledger.
    """

    number: str
    tag: str
    state: str
    state_name: Text
    site_pk: int
    site_name: str
    site_name_en: str
    owner_pk: int
    owner: str
    bill_to: str
    present_owner: str
    edition: str
    purchased_on: date
    signed_on: date | None
    signed_by: str
    activated_at: datetime | None
    starts_on: date | None
    last_day: date | None
    ended_at: datetime | None
    ended_why: str
    net: Money | None
    vat: Money | None
    author: str
    created_at: datetime
    lines: tuple[LineFacts, ...]
    conditions: tuple[ConditionFacts, ...]
    payments: tuple[PaymentFacts, ...]
    allowances: tuple[AllowanceFacts, ...]
    covers: tuple[SystemCover, ...]
    chains: tuple[Chain, ...]
    papers: Papers
    trail: tuple[Line, ...]
    can: frozenset[str]

    @property
    def gross(self) -> Money | None:
        """The amount with VAT."""
        return None if self.net is None or self.vat is None else self.net + self.vat

    @property
    def waiting(self) -> tuple[ConditionFacts, ...]:
        """The conditions that are not met yet."""
        return tuple(each for each in self.conditions if each.met_at is None)

    @property
    def quotes(self) -> tuple[tuple[str, int], ...]:
        """The quotes that it was accepted from, by number and version."""
        return tuple(dict.fromkeys((each.quote, each.quote_version) for each in self.lines))


def contract_page(user: User, number: str, now: datetime) -> ContractPage:
    """Return all that a person may know of a contract; Http404 where that is nothing."""
    row, on = find_contract(user, number), in_shanghai(now).date()
    priced, can, lines = may(user, Right.SEE_PRICES), _steps(user, row, on), _lines(row)
    net, vat = _amounts(row) if priced else NO_AMOUNTS
    return ContractPage(
        number=row.number,
        tag=tag_of(row),
        state=row.state,
        state_name=STATE_NAMES[ContractState(row.state)],
        site_pk=row.site_id,
        site_name=row.site.name,
        site_name_en=row.site.name_en,
        owner_pk=row.owner_id,
        owner=row.owner.name,
        bill_to=row.bill_to.name,
        present_owner=row.site.owner.name,
        edition=row.edition,
        purchased_on=row.purchased_on,
        signed_on=row.signed_on,
        signed_by=row.signed_by,
        activated_at=row.activated_at,
        starts_on=row.starts_on,
        last_day=None if row.ends_on is None else row.ends_on - DAY,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
        net=net,
        vat=vat,
        author=row.author.name if row.author else "",
        created_at=row.created_at,
        lines=tuple(line_facts(lines, on, priced=priced)),
        conditions=_conditions(row),
        payments=_payments(row, on) if priced else (),
        allowances=_allowances(row, Drawing(on, "draw" in can)),
        covers=tuple(_covers(lines, on)),
        chains=tuple(chains_of(lines, on)),
        papers=papers_of(user, row),
        trail=tuple(trail_of(user, row)),
        can=can,
    )


def _amounts(row: Contract) -> tuple[Money, Money]:
    return Money.of_fen(row.net_fen), Money.of_fen(row.vat_fen)


def tag_of(row: Contract) -> str:
    """Return what changes with every change of a contract: each leaves an entry in its trail."""
    entries = Entry.objects.filter(kind=Contract._meta.label_lower, key=str(row.pk))
    last: int = entries.aggregate(last=Max("pk"))["last"] or 0
    return f"{row.version}-{last}"


def _steps(user: User, row: Contract, on: date) -> frozenset[str]:
    """Return what a person may do with a contract in its state on a day."""
    state = ContractState(row.state)
    allowed = {
        "sign": state is ContractState.DRAFT and may(user, Right.KEEP_CONTRACTS),
        "meet": state in OPEN and may(user, Right.KEEP_CONTRACTS),
        "draw": gives_service(state, row.ends_on, on) and may(user, Right.DRAW_ALLOWANCES),
    }
    return frozenset(name for name, is_so in allowed.items() if is_so)


def _lines(row: Contract) -> list[ContractLine]:
    rows = row.lines.select_related(
        "system", "quote_version__quote", "predecessor__contract", "successor__contract"
    )
    return list(rows.prefetch_related("terms", "system__held_plans").order_by("position"))


def _conditions(row: Contract) -> tuple[ConditionFacts, ...]:
    """Return the signature first, then documents, then what single lines wait for."""
    rows = list(row.conditions.select_related("line").order_by("pk"))
    rows.sort(key=lambda each: (each.kind != SIGNATURE, each.line_id is not None))
    return tuple(condition_facts(rows, edition_by_code(row.edition)))


def _payments(row: Contract, on: date) -> tuple[PaymentFacts, ...]:
    rows = row.payments.select_related("line", "term").order_by("due_on", "pk")
    return tuple(payment_facts(rows, on))


def _allowances(row: Contract, drawing: Drawing) -> tuple[AllowanceFacts, ...]:
    rows = row.allowances.select_related("system").prefetch_related("draws")
    return tuple(allowance_facts(rows.order_by("starts_on", "pk"), drawing))


def _covers(lines: Iterable[ContractLine], on: date) -> Iterator[SystemCover]:
    systems: dict[int, tuple[System, str]] = {}
    for line in lines:
        systems.setdefault(line.system_id, (line.system, line.edition))
    for system, edition in systems.values():
        day = max(on, system.order_date)
        cover = cover_today(
            edition_by_code(edition), system_of(system), day, covering_rows(system, day)
        )
        yield SystemCover(
            system_pk=system.pk,
            system_ref=system.ref,
            system_name=system.name,
            cover=cover,
        )
