"""The parts of an option that have a form: how one begins, is read, and is put into the draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lumencare.domain.dispatch.mandays import Hours
from lumencare.domain.edition import COLLECTION
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Content, Doer, MigrationStep, Option, Reuse, ReuseRow
from lumencare.domain.upgrade.editing import put_line, put_reuse, put_step
from lumencare.domain.upgrade.lines import GOODS, KIND_NAMES, WORK, Line, LineKind
from lumencare.pricebook.queries import edition_in_force
from lumencare.upgrades.held import held_covers
from lumencare.upgrades.listed import listed_price, named_part
from lumencare.upgrades.queries import ProposalVersion
from lumencare.upgrades.typed import read_code, read_count, read_number, read_price
from lumencare.web.templatetags.words import said
from lumencare.web.upgrades import forms

Typed = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartKind:
    """One kind of part: its form and words, and how it comes out of the draft and goes into it."""

    title: Any
    form: type[Any]
    begins: Callable[[Option, int], Typed]
    read: Callable[[Typed, int, ProposalVersion, date], Any]
    put: Callable[[Content, str, Any], Content]
    offer: Callable[[Any, ProposalVersion, date], None] = lambda _form, _row, _on: None


def _line_of(option: Option, key: int, kinds: frozenset[LineKind]) -> Line | None:
    if not key:
        return None
    found = next((each for each in option.lines if each.key == key), None)
    if found is None or found.kind not in kinds:
        raise Http404(f"line {key}")
    return found


def _begin_goods(option: Option, key: int) -> Typed:
    line = _line_of(option, key, GOODS)
    return {"quantity": "1"} if line is None else _as_typed(line)


def _begin_work(option: Option, key: int) -> Typed:
    line = _line_of(option, key, WORK)
    if line is None:
        return {"quantity": "1", "hours": Hours.BUSINESS.value}
    hours = "" if line.hours is None else line.hours.value
    return {**_as_typed(line), "service": line.service, "hours": hours}


def _begin_given(option: Option, key: int) -> Typed:
    line = _line_of(option, key, frozenset({LineKind.TRADE_IN}))
    return {} if line is None else {**_as_typed(line), "source": line.source}


def _as_typed(line: Line) -> Typed:
    return {
        "part_number": line.part_number,
        "text": line.text,
        "quantity": f"{line.quantity.normalize():f}",
        "price": str(line.price),
        "why": line.why,
    }


def _read_goods(kind: LineKind) -> Callable[[Typed, int, ProposalVersion, date], Line]:
    def read(typed: Typed, key: int, _row: ProposalVersion, on: date) -> Line:
        number, text = typed["part_number"].strip(), typed["text"].strip()
        named = named_part(number) if number else None
        if named is not None:
            number, text = named[0], text or named[1]
        draft = Line(
            key=key,
            kind=kind,
            text=text or number,
            part_number=number,
            quantity=read_number("quantity", typed["quantity"]),
            price=Money.of(0),
            why=typed["why"].strip(),
        )
        return _priced(draft, typed, on)

    return read


def _read_work(typed: Typed, key: int, _row: ProposalVersion, on: date) -> Line:
    services = {each.code: each.text for each in edition_in_force(on).services}
    code = typed["service"]
    name = services.get(code, Text("", ""))
    draft = Line(
        key=key,
        kind=LineKind.EXPLORATION if code == COLLECTION else LineKind.MAN_DAYS,
        text=typed["text"].strip() or f"{name.zh} {name.en}".strip(),
        quantity=read_number("quantity", typed["quantity"]),
        price=Money.of(0),
        why=typed["why"].strip(),
        service=code if code in services else "",
        hours=read_code(Hours, "hours", typed["hours"]),
    )
    return _priced(draft, typed, on)


def _read_given(typed: Typed, key: int, _row: ProposalVersion, _on: date) -> Line:
    source = typed["source"]
    return Line(
        key=key,
        kind=LineKind.TRADE_IN,
        text=f"{KIND_NAMES[LineKind.TRADE_IN].zh} {KIND_NAMES[LineKind.TRADE_IN].en}",
        quantity=Decimal(1),
        price=read_price("price", typed["price"]) or Money.of(0),
        why=typed["why"].strip(),
        source=source,
    )


def _priced(draft: Line, typed: Typed, on: date) -> Line:
    """Return a line at what was typed, else at the list's price."""
    listed = listed_price(draft, edition_in_force(on), on)
    price = read_price("price", typed["price"])
    return replace(draft, listed=listed, price=price or listed or Money.of(0))


def _offer_services(form: Any, _row: ProposalVersion, on: date) -> None:
    services = edition_in_force(on).services
    form.fields["service"].widget.choices = [(each.code, said(each.text)) for each in services]


def _offer_contracts(form: Any, row: ProposalVersion, on: date) -> None:
    form.fields["source"].widget.choices = [
        (each.contract, f"{each.contract} {said(each.name)}: ≤ {each.unexpired.grouped}")
        for each in held_covers(row.proposal.system, on)
    ]


def _begin_reuse(option: Option, key: int) -> Typed:
    if not key:
        return {"quantity": "1"}
    row = next((each for each in option.reuse if each.key == key), None)
    if row is None:
        raise Http404(f"row {key}")
    return {
        "component": row.component,
        "part_number": row.part_number,
        "quantity": row.quantity,
        "verdict": row.verdict.value,
        "replacement": row.replacement,
        "why": row.why,
    }


def _read_reuse(typed: Typed, key: int, row: ProposalVersion, _on: date) -> ReuseRow:
    return ReuseRow(
        key=key,
        component=typed["component"].strip(),
        part_number=typed["part_number"].strip(),
        quantity=read_count("quantity", typed["quantity"]),
        verdict=read_code(Reuse, "verdict", typed["verdict"]),
        replacement=typed["replacement"].strip(),
        why=typed["why"].strip(),
    )


def _put_reuse(content: Content, option: str, row: ReuseRow) -> Content:
    """Keep what the catalogue assumed and from where, which no form changes."""
    found = content.option(option)
    old = next((each for each in found.reuse if each.key == row.key), None) if found else None
    if old is not None:
        row = replace(row, assumed=old.assumed, source=old.source)
    return put_reuse(content, option, row)


def _begin_step(option: Option, key: int) -> Typed:
    if not key:
        return {"days": "1", "out_hours": "0"}
    step = next((each for each in option.steps if each.key == key), None)
    if step is None:
        raise Http404(f"step {key}")
    return {
        "text_zh": step.text.zh,
        "text_en": step.text.en,
        "doer": step.doer.value,
        "days": step.days,
        "out_hours": step.out_hours,
        "out_of_service_zh": step.out_of_service.zh,
        "out_of_service_en": step.out_of_service.en,
    }


def _read_step(typed: Typed, key: int, _row: ProposalVersion, _on: date) -> MigrationStep:
    return MigrationStep(
        key=key,
        text=Text(typed["text_zh"].strip(), typed["text_en"].strip()),
        doer=read_code(Doer, "doer", typed["doer"]),
        days=read_count("days", typed["days"]),
        out_hours=read_count("out_hours", typed["out_hours"], "0"),
        out_of_service=Text(typed["out_of_service_zh"].strip(), typed["out_of_service_en"].strip()),
    )


PARTS: Mapping[str, PartKind] = {
    "hardware": PartKind(
        title=_("A line of hardware"),
        form=forms.GoodsForm,
        begins=_begin_goods,
        read=_read_goods(LineKind.HARDWARE),
        put=put_line,
    ),
    "software": PartKind(
        title=_("A line of software"),
        form=forms.GoodsForm,
        begins=_begin_goods,
        read=_read_goods(LineKind.SOFTWARE),
        put=put_line,
    ),
    "days": PartKind(
        title=_("A line of man-days"),
        form=forms.WorkForm,
        begins=_begin_work,
        read=_read_work,
        put=put_line,
        offer=_offer_services,
    ),
    "given": PartKind(
        title=_("Given for a plan that has not run out"),
        form=forms.GivenForm,
        begins=_begin_given,
        read=_read_given,
        put=put_line,
        offer=_offer_contracts,
    ),
    "reuse": PartKind(
        title=_("What becomes of a component"),
        form=forms.ReuseForm,
        begins=_begin_reuse,
        read=_read_reuse,
        put=_put_reuse,
    ),
    "step": PartKind(
        title=_("A step of the change-over"),
        form=forms.MigrationForm,
        begins=_begin_step,
        read=_read_step,
        put=put_step,
    ),
}
