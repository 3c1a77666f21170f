"""Adding and changing installed systems; what prices rest on changes with a reason only."""

from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.problems import Problem, Refused
from lumencare.domain.reading import plain
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import BOM_ALLOWED, check_bom, check_order_date, require
from lumencare.domain.text import Text, does_not_apply
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.actions.once import once
from lumencare.sites.entries import remember_system
from lumencare.sites.facts import latest_bom, system_of
from lumencare.sites.models import Site, System
from lumencare.sites.windows import window_fields
from lumencare.store import typed as read

REF_THERE = Text("已有系统使用这个编号。", "A system with this reference is there already.")
WHY_NEEDED = Text(
    "更改下单日期或质保类别会改变价格与购买期，请说明原因。",
    "Another order date or class changes prices and the purchase window: say why.",
)
REPLACED = Text(
    "该系统已整体更换为新系统，不能恢复使用。",
    "Another system took the place of this one as a whole: it does not return to use.",
)
DECISIVE = ("order_date", "warranty_class")


def add_system(site: Site, typed: read.Typed, *, by: User, now: datetime) -> System:
    """Add a system at a site from a form's fields; the core checks what rules rest on."""
    require_right(by, Right.EDIT_SITES)
    values = _settled(read.read_all(typed, _readers(_day(now))))
    row = System(site=site, **values, created_at=now)
    with once(lambda: _find_twice(row, values)):
        for name, value in _window(row, now).items():
            setattr(row, name, value)
        add_row(row, by=by, now=now)
        remember_system(row)
    return row


def change_system(
    row: System, typed: read.Typed, *, by: User, now: datetime, why: str = ""
) -> System:
    """Change the given fields; another order date or class needs a reason, which the trail keeps.

    Amounts that are the sum of a hardware list change with the list alone (D-13).
    """
    require_right(by, Right.EDIT_SITES)
    values = _settled(read.read_all(typed, _readers(_day(now)), given_only=True))
    require([*_unreasoned(row, values, why), *_against_list(row, values)])
    changed = System(**{**_plain_fields(row), **values})
    with once(lambda: _find_twice(row, values)):
        change_row(row, {**values, **_window(changed, now)}, by=by, now=now, why=why)
        remember_system(row)
    return row


def retire_system(row: System, *, on: date, why: str, by: User, now: datetime) -> System:
    """Take a system out of use on a day: it stays readable and leaves the worklists."""
    require_right(by, Right.EDIT_SITES)
    require([*_needed("why", why), *_within(row, on, now)])
    return change_row(row, {"retired_on": on}, by=by, now=now, action="retire", why=why)


def return_system_to_use(row: System, *, why: str, by: User, now: datetime) -> System:
    """Take a retirement back: the system is in use after all."""
    require_right(by, Right.EDIT_SITES)
    require(_needed("why", why))
    if row.replacements.filter(whole=True).exists():
        raise Refused(does_not_apply("SY-1", REPLACED))
    return change_row(row, {"retired_on": None}, by=by, now=now, action="return-to-use", why=why)


def _readers(today: date) -> dict[str, read.Reader]:
    return {
        "ref": lambda text: read.line(60, needed=True)(plain(text)),
        "name": read.line(200, needed=True),
        "system_type": read.line(200, needed=True),
        "software_version": read.line(40),
        "warranty_class": read.one_of(WarrantyClass),
        "order_date": lambda text: _order_date(text, today),
        "start_up": read.if_any(read.one_of(StartUp)),
        "bom": _bom,
        "list_amount": read.if_any(_bom),
    }


def _order_date(text: str, today: date) -> date:
    day = read.day(text)
    for problem in check_order_date(day, today, ""):
        raise read.Wrong(problem.allowed)
    return day


def _bom(text: str) -> Money:
    bom = read.amount(text)
    if check_bom(bom, ""):
        raise read.Wrong(BOM_ALLOWED)
    return bom


def _settled(values: dict[str, Any]) -> dict[str, Any]:
    """Return fields as the row keeps them: amounts in fen, who started up and whether stated."""
    fields = dict(values)
    if "start_up" in fields:
        stated = fields["start_up"]
        fields["start_up"] = stated or StartUp.PARTNER.value
        fields["start_up_stated"] = stated is not None
    if "bom" in fields:
        fields["bom_fen"] = fields.pop("bom").fen
    if "list_amount" in fields:
        amount = fields.pop("list_amount")
        fields["list_fen"] = None if amount is None else amount.fen
    return fields


def _plain_fields(row: System) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _window(row: System, now: datetime) -> dict[str, Any]:
    return window_fields(edition_in_force(_day(now)), system_of(row))


def _day(now: datetime) -> date:
    return in_shanghai(now).date()


def _find_twice(row: System, values: dict[str, Any]) -> list[Problem]:
    ref = values.get("ref", row.ref)
    same = System.objects.filter(ref__iexact=ref).exclude(pk=row.pk)
    return [Problem("ref", ref, REF_THERE)] if same.exists() else []


def _unreasoned(row: System, values: dict[str, Any], why: str) -> list[Problem]:
    decided = any(name in values and values[name] != getattr(row, name) for name in DECISIVE)
    return [Problem("why", "", WHY_NEEDED)] if decided and not why.strip() else []


def _against_list(row: System, values: dict[str, Any]) -> list[Problem]:
    """Return what contradicts the hardware list that holds."""
    touched = {
        field: shown
        for field, shown in (("bom_fen", "bom"), ("list_fen", "list_amount"))
        if field in values and values[field] != getattr(row, field)
    }
    held = latest_bom(row) if touched else None
    if held is None:
        return []
    fixed = {"bom": held.amount_fen, "list_amount": held.list_fen}
    text = Text(
        f"金额来自第 {held.number} 份硬件清单；请登记新的清单。",
        f"The amount is the sum of hardware list {held.number}; record a new list instead.",
    )
    given = {shown: str(Money.of_fen(values[field] or 0)) for field, shown in touched.items()}
    return [Problem(shown, each, text) for shown, each in given.items() if fixed[shown] is not None]


def _needed(name: str, text: str) -> list[Problem]:
    return [] if text.strip() else [Problem(name, "", Text("请说明原因。", "Say why."))]


def _within(row: System, on: date, now: datetime) -> list[Problem]:
    if row.order_date <= on <= _day(now):
        return []
    text = Text(
        f"应在下单日期 {row.order_date} 与今天之间。",
        f"A day between the order date, {row.order_date}, and today is expected.",
    )
    return [Problem("on", on.isoformat(), text)]
