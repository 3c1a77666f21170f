"""Contracts of any number, written straight into the tables, for measuring what runs over them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone
from tests.office import person

from lumencare.accounts.models import User
from lumencare.contracts.models import Allowance, Contract, ContractLine, Payment, Renewal, Term
from lumencare.sales.models import Quote, QuoteVersion
from lumencare.sites.models import HeldPlan, Membership, Organization, Site, System
from lumencare.sites.search import entry_for, remember

YEAR, BATCH = 365, 5_000
OFFERED_BEFORE = 90
# Three of four contracts are annual Part Care, the others 12 months of service with allowances.
ANNUAL, SERVICE = "part-care-plus-annual", "service-care"
KEEPERS, MEMBERS = 20, 200


def make_contracts(count: int, today: date) -> None:
    """Write a contract in force for each of `count` systems; their years end over a year."""
    keepers = [person("sales", name=f"销售 {n}") for n in range(KEEPERS)]
    person("coordinator", name="协调")
    owners = _insert(
        Organization(kind="end-user", name=f"业主 {n}", created_at=timezone.now())
        for n in range(max(1, count // 20))
    )
    for start in range(0, count, BATCH):
        numbers = range(start, min(count, start + BATCH))
        _write(_systems(numbers, owners, today), start, keepers, today)
    _let_owners_in()


def _systems(numbers: range, owners: list[Any], today: date) -> list[Any]:
    """Write systems whose project years end on the day that their contracts' years do."""
    now = timezone.now()
    sites = _insert(
        Site(owner=owners[n % len(owners)], name=f"项目 {n}", city="上海市", created_at=now)
        for n in numbers
    )
    made = _insert(
        System(
            site=sites[n - numbers.start], ref=f"B-{n:06}", name=f"系统 {n}", created_at=now,
            system_type="Quantum", warranty_class="2Y", start_up="partner", bom_fen=1_000_000_00,
            order_date=_facts(n, today)["starts"] - timedelta(YEAR * 2 + 2),
            part_care_held=_facts(n, today)["code"] == ANNUAL,
        )
        for n in numbers
    )  # fmt: skip
    remember(entry_for("system", each.pk, each.site, each.ref, each.name) for each in made)
    return made


def _let_owners_in() -> None:
    owners = System.objects.values_list("site__owner", flat=True).distinct()[:MEMBERS]
    now = timezone.now()
    Membership.objects.bulk_create(
        Membership(organization_id=key, user=person("customer", name=f"业主 {key}"), created_at=now)
        for key in owners
    )


def _write(systems: list[System], start: int, keepers: list[User], today: date) -> None:
    now = timezone.now()
    facts = [_facts(start + n, today) for n in range(len(systems))]
    authors = [keepers[(start + n) % KEEPERS] for n in range(len(systems))]
    quotes = _insert(
        Quote(number=f"B-{start + n}", system=each, author=authors[n], created_at=now)
        for n, each in enumerate(systems)
    )
    versions = _insert(
        QuoteVersion(quote=each, number=1, author=each.author, created_at=now, changed_at=now)
        for each in quotes
    )
    contracts = _insert(
        Contract(
            number=f"B-{start + n}", state="active", site=each.site, owner_id=each.site.owner_id,
            bill_to_id=each.site.owner_id, edition="cn-mainland-1", purchased_on=fact["starts"],
            signed_on=fact["starts"], signed_by="王", activated_at=now, starts_on=fact["starts"],
            ends_on=fact["ends"], net_fen=15_000_00, vat_fen=900_00, author=authors[n],
            created_at=now, changed_at=now,
        )
        for n, (each, fact) in enumerate(zip(systems, facts, strict=True))
    )  # fmt: skip
    lines = _insert(
        ContractLine(
            contract=contracts[n], position=1, state="active", system=each,
            quote_version=versions[n], kind="plan", code=fact["code"], name_zh="计划",
            name_en="Plan", quantity=1, unit_fen=15_000_00, net_fen=15_000_00, vat_fen=900_00,
            vat_rate=600, edition="cn-mainland-1", rule="PA-1", formula="x", bom_fen=each.bom_fen,
            bought_on=fact["starts"], renew_by=fact["ends"] - timedelta(1), renew_fen=15_000_00,
        )
        for n, (each, fact) in enumerate(zip(systems, facts, strict=True))
    )  # fmt: skip
    _write_days(lines, facts)
    _offer(lines, today)


def _offer(lines: list[Any], today: date) -> None:
    """Send a quote of the next year for every third line that is due within 90 days."""
    until = today + timedelta(OFFERED_BEFORE)
    offered = [each for each in lines if each.renew_by <= until and each.pk % 3 == 0]
    now = timezone.now()
    quotes = _insert(
        Quote(
            number=f"O-{each.pk}", system=each.system, author=each.contract.author, created_at=now
        )
        for each in offered
    )
    _insert(
        QuoteVersion(
            quote=each, number=1, author=each.author, created_at=now, changed_at=now, state="sent",
            sent_at=now, sent_to="a@example.com", issued_at=now, quoted_on=today,
            valid_until=today + timedelta(30), edition="cn-mainland-1", request={}, quotation={},
            net_fen=15_000_00, gross_fen=15_900_00, pdf_sha256="x",
        )
        for each in quotes
    )  # fmt: skip
    _insert(
        Renewal(line=line, quote=quote, offered_by=quote.author, offered_at=now)
        for line, quote in zip(offered, quotes, strict=True)
    )


def _write_days(lines: list[Any], facts: list[dict[str, Any]]) -> None:
    rows = list(zip(lines, facts, strict=True))
    _insert(
        Term(
            line=line, system=line.system, code=line.code, project_year=fact["year"],
            starts_on=fact["starts"], ends_on=fact["ends"], net_fen=15_000_00, vat_fen=900_00,
        )
        for line, fact in rows
    )  # fmt: skip
    _insert(
        HeldPlan(
            system=line.system, code=line.code, project_year=fact["year"],
            bought_on=fact["starts"], starts_on=fact["starts"], ends_on=fact["ends"], source="B",
        )
        for line, fact in rows
    )  # fmt: skip
    _insert(
        Payment(contract=line.contract, line=line, due_on=fact["starts"], net_fen=15_000_00,
                vat_fen=900_00, paid_fen=15_900_00)
        for line, fact in rows
    )  # fmt: skip
    _insert(
        Allowance(
            contract=line.contract, line=line, system=line.system, code=code, name_zh="服务",
            name_en="Service", rule="SC-5", starts_on=fact["starts"], ends_on=fact["ends"],
            tenths=10,
        )
        for line, fact in rows
        if line.code == SERVICE
        for code in ("preventive", "training-hour")
    )  # fmt: skip


def _facts(n: int, today: date) -> dict[str, Any]:
    """Return the days of a contract: those of a year, the first of which ended yesterday."""
    ends = today + timedelta(n * 7919 % YEAR)
    code = SERVICE if n % 4 == 0 else ANNUAL
    starts = ends - timedelta(YEAR)
    return {"ends": ends, "starts": starts, "code": code, "year": 3 if code == ANNUAL else None}


def _insert(rows: Any) -> list[Any]:
    made = list(rows)
    model: type[Model] = type(made[0]) if made else Model
    return model._default_manager.bulk_create(made, batch_size=1_000) if made else []
