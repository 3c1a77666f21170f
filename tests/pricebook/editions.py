"""Editions of the office to start a test from: texts made from the shipped one."""

import hashlib
from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.data.edition_files import FOLDER
from lumencare.pricebook.actions import propose, upload_draft
from lumencare.pricebook.models import OfficeEdition
from tests.office import NOW, person

SHIPPED = (FOLDER / "cn-mainland-1.toml").read_text(encoding="utf-8")
NEXT = "cn-mainland-2"
LATER = date(2026, 7, 1)


def text_of(code: str = NEXT, number: int = 2, sales: date = LATER, **swaps: str) -> str:
    """Return the shipped edition under another code and day, with some texts swapped."""
    text = (
        SHIPPED.replace('"cn-mainland-1"', f'"{code}"')
        .replace("number = 1\n", f"number = {number}\n")
        .replace('"new-sales",         from = 1990-01-01', f'"new-sales", from = {sales}')
        .replace('"running-contracts", from = 1990-01-01', f'"running-contracts", from = {sales}')
    )
    for old, new in swaps.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def dearer(code: str = NEXT, number: int = 2, sales: date = LATER) -> str:
    """Return an edition whose Part Care Plan Basic costs 4 % for both classes."""
    old, new = 'classes = ["2Y"],    percent = 3.0', 'classes = ["2Y"], percent = 4.0'
    return text_of(code, number, sales, **{old: new})


def published(text: str, at: datetime = NOW, by: User | None = None, **more: Any) -> OfficeEdition:
    """Put a published edition straight into the database, whatever the day it holds from."""
    code = text.split('edition = "')[1].split('"', maxsplit=1)[0]
    since = date.fromisoformat(text.split('"new-sales", from = ')[1][:10])
    first = by or person("manager", name=f"first-{code}")
    facts: dict[str, Any] = {
        "state": "published",
        "uploaded_by": first,
        "uploaded_at": at,
        "proposed_by": first,
        "proposed_at": at,
        "published_by": person("approver", name=f"second-{code}"),
        "published_at": at,
        "number": int(text.split("\nnumber = ")[1].split("\n", maxsplit=1)[0]),
        "new_sales_from": since,
        "running_contracts_from": since,
        **more,
    }
    digest = hashlib.sha256(text.encode()).hexdigest()
    return OfficeEdition.objects.create(code=code, text=text, sha256=digest, **facts)


def drafted(text: str, by: User | None = None, at: datetime = NOW) -> OfficeEdition:
    """Upload a draft as somebody who may."""
    return upload_draft(text.encode(), by=by or person("manager", name="drafter"), now=at)


def proposed(text: str, by: User | None = None, at: datetime = NOW) -> OfficeEdition:
    """Upload and propose an edition as one person."""
    who = by or person("manager", name="drafter")
    return propose(drafted(text, who, at), by=who, now=at)
