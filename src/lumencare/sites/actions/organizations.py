"""Adding and changing end users and partners, with what an invoice needs."""

from datetime import datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.domain.problems import Problem
from lumencare.domain.text import Text
from lumencare.sites.actions.once import once
from lumencare.sites.entries import remember_organization
from lumencare.sites.models import Organization
from lumencare.store import typed as read

READERS: dict[str, read.Reader] = {
    "kind": read.one_of(Organization.Kind.values),
    "name": read.line(200, needed=True),
    "name_en": read.line(200),
    "credit_code": read.credit_code,
    "invoice_address": read.line(200),
    "invoice_phone": read.line(40),
    "bank": read.line(120),
    "bank_account": read.bank_account,
    "note": read.note,
}
NAME_THERE = Text("已有同名的客户或合作伙伴。", "There is one of this name already.")
CODE_THERE = Text(
    "已有使用该统一社会信用代码的客户或合作伙伴。", "There is one with this credit code already."
)


def add_organization(typed: read.Typed, *, by: User, now: datetime) -> Organization:
    """Add an end user or partner from a form's fields; InputProblems names what is wrong."""
    require_right(by, Right.EDIT_SITES)
    values = read.read_all(typed, READERS)
    row = Organization(**values, created_at=now)
    with once(lambda: _find_twice(row, values)):
        add_row(row, by=by, now=now)
        remember_organization(row)
    return row


def change_organization(
    row: Organization, typed: read.Typed, *, by: User, now: datetime, why: str = ""
) -> Organization:
    """Change the given fields; what it is to the programme stays as it was added."""
    require_right(by, Right.EDIT_SITES)
    readers = {name: reader for name, reader in READERS.items() if name != "kind"}
    values = read.read_all(typed, readers, given_only=True)
    with once(lambda: _find_twice(row, values)):
        change_row(row, values, by=by, now=now, why=why)
        remember_organization(row)
    return row


def _find_twice(row: Organization, values: dict[str, Any]) -> list[Problem]:
    others = Organization.objects.filter(kind=row.kind).exclude(pk=row.pk)
    problems = []
    for name, allowed in (("name", NAME_THERE), ("credit_code", CODE_THERE)):
        value = values.get(name)
        if value and others.filter(**{name: value}).exists():
            problems.append(Problem(name, value, allowed))
    return problems
