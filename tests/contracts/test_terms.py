"""Two terms of one plan on one system never share a day: by the database, or by the action."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from lumencare.contracts.actions.selling import require_free
from lumencare.contracts.models import ContractLine, Term
from lumencare.domain.period import Span
from lumencare.domain.problems import Refused
from tests.contracts.contracts import active
from tests.office import TODAY, system

pytestmark = pytest.mark.django_db
ENDS = date(2027, 1, 15)
INSIDE, AFTER = Span(date(2027, 1, 14), date(2028, 1, 14)), Span(ENDS, date(2028, 1, 15))


def line() -> ContractLine:
    return active("service-care", of=system()).lines.get()


def add(to: ContractLine, span: Span, **more: Any) -> Term:
    """Write a term past every action, as a programmer's mistake would."""
    with transaction.atomic():
        return Term.objects.create(
            line=to, system=to.system, code=to.code, starts_on=span.start, ends_on=span.end,
            net_fen=0, vat_fen=0, **more,
        )  # fmt: skip


def refused_by_the_database() -> AbstractContextManager[Any]:
    """Return what PostgreSQL raises; SQLite has no such constraint."""
    if connection.vendor == "postgresql":
        return pytest.raises(IntegrityError, match="term_no_overlap")
    return nullcontext()


def test_postgresql_itself_refuses_a_shared_day() -> None:
    to = line()
    with refused_by_the_database():
        add(to, INSIDE)


def test_days_that_follow_each_other_are_kept() -> None:
    assert add(line(), AFTER).pk


def test_days_of_a_term_that_was_ended_are_free() -> None:
    to = line()
    to.terms.update(ended_on=TODAY)
    assert add(to, INSIDE).pk


def test_the_action_refuses_a_shared_day_on_every_database() -> None:
    """D-22."""
    to = line()
    with pytest.raises(Refused, match="D-22"):
        require_free(to.system, to.code, INSIDE)
    require_free(to.system, to.code, AFTER)
    require_free(to.system, to.code, INSIDE, besides=to.terms.get())
