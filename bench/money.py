"""Deferred income of many contracts: `bench/money.py 15000 150000`.

Makes contracts of that number in a SQLite file of its own, three terms each, a tenth of them
cancelled, and reads the whole report with its sums by plan.
"""

import os
import resource
import shutil
import sys
import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="lumencare-bench-"))
os.environ["LUMENCARE_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

from _measure import seconds_of, show  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

CODES = ("part-care-plus", "service-care", "technology-support", "part-care-plus-annual")
YEARS, BATCH = 3, 5_000
ON = date(2026, 11, 30)


def fill(count: int) -> None:
    """Write `count` contracts of one system each, with their terms and payments."""
    from tests.contracts.contracts import active  # noqa: PLC0415
    from tests.office import NOW, system  # noqa: PLC0415

    from lumencare.contracts.models import Contract, ContractLine, Payment, Term  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    one = system()
    model = active("part-care-plus", of=one)
    line = model.lines.get()
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        contracts = Contract.objects.bulk_create(_contract(model, each, NOW) for each in numbers)
        lines = ContractLine.objects.bulk_create(
            _line(line, contract, each) for contract, each in zip(contracts, numbers, strict=True)
        )
        terms = Term.objects.bulk_create(
            _term(row, each, year, one)
            for row, each in zip(lines, numbers, strict=True)
            for year in range(YEARS)
        )
        Payment.objects.bulk_create(_payment(each) for each in terms)


def _contract(model, number, now):
    from lumencare.contracts.models import Contract  # noqa: PLC0415

    return Contract(
        number=f"B-{number:07}", state="active", site_id=model.site_id, owner_id=model.owner_id,
        bill_to_id=model.bill_to_id, edition=model.edition, purchased_on=model.purchased_on,
        signed_on=model.signed_on, signed_by="王", activated_at=now, starts_on=model.starts_on,
        ends_on=model.ends_on, net_fen=1, vat_fen=0, created_at=now, changed_at=now,
    )  # fmt: skip


def _line(model, contract, number):
    from lumencare.contracts.models import ContractLine  # noqa: PLC0415

    over = number % 10 == 0
    return ContractLine(
        contract=contract, position=1, system_id=model.system_id, kind="plan",
        quote_version_id=model.quote_version_id, code=f"{CODES[number % 4]}~{number}"[:40],
        name_zh="计划", name_en="Plan", quantity=1, unit_fen=1, net_fen=1, vat_fen=0, vat_rate=600,
        edition=model.edition, rule="PP-1", formula="", bom_fen=1, bought_on=model.bought_on,
        state="cancelled" if over else "active", ended_on=ON if over else None,
    )  # fmt: skip


def _term(line, number, year, system):
    from lumencare.contracts.models import Term  # noqa: PLC0415

    starts = date(2024, 1, 1) + timedelta(days=number * 131 % 1000 + 365 * year)
    return Term(
        line=line, system=system, code=CODES[number % 4], starts_on=starts,
        ends_on=starts + timedelta(days=365), net_fen=100_00 + number * 7919 % 3_000_000,
        vat_fen=0, ended_on=line.ended_on, project_year=None,
    )  # fmt: skip


def _payment(term):
    from lumencare.contracts.models import Payment  # noqa: PLC0415

    return Payment(
        contract_id=term.line.contract_id, line=term.line, term=term, due_on=term.starts_on,
        net_fen=term.net_fen, vat_fen=0, paid_fen=term.net_fen,
    )  # fmt: skip


def main(counts: list[int]) -> None:
    """Measure the report at each size."""
    from tests.contracts.contracts import noon  # noqa: PLC0415
    from tests.office import person  # noqa: PLC0415

    from lumencare.contracts.actions.dunning import run_dunning  # noqa: PLC0415
    from lumencare.contracts.queries.income import income_report  # noqa: PLC0415
    from lumencare.contracts.queries.money import PaymentFilters, list_payments  # noqa: PLC0415

    def measure() -> None:
        user, filters = person("finance"), PaymentFilters(standing="all")
        report = min(seconds_of(lambda: income_report(user, ON)) for _ in range(3))
        show("deferred income, all contracts and plans", report, "s", "10")
        lines = seconds_of(lambda: list(income_report(user, ON).lines()))
        show("the same with every line", lines, "s")
        page = min(seconds_of(lambda: list_payments(user, filters, on=ON)) for _ in range(9))
        show("first page of payments", page * 1000, "ms", "200")
        show("dunning, nothing late", seconds_of(lambda: run_dunning(noon(ON))), "s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        show("memory of the process at its peak", peak, "MiB")

    for count in counts:
        (HOME / "lumencare.db").unlink(missing_ok=True)
        connection.close()
        print(f"{count} contracts (made in {seconds_of(partial(fill, count)):.0f} s)")
        measure()


if __name__ == "__main__":
    try:
        main([int(each) for each in sys.argv[1:]] or [15_000, 150_000])
    finally:
        connection.close()
        shutil.rmtree(HOME, ignore_errors=True)
