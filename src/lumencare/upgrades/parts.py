"""The parts of an option as they are typed: how one begins, is read, and is put in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404

from lumencare.domain.dispatch.mandays import Hours
from lumencare.domain.edition import COLLECTION
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import (
    Content,
    Doer,
    MigrationStep,
    Option,
    Reuse,
    ReuseRow,
    Scope,
)
from lumencare.domain.upgrade.editing import (
    put_line,
    put_option,
    put_reuse,
    put_step,
)
from lumencare.domain.upgrade.lines import GOODS, KIND_NAMES, WORK, Line, LineKind
from lumencare.pricebook.queries import edition_in_force
from lumencare.upgrades.listed import listed_price, named_part
from lumencare.upgrades.typed import read_code, read_count, read_number, read_price

Typed = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartKind:
    """One kind of part: its fields, how it comes out of a draft as text, and goes into it.

    `begins` of key 0 is one to add; Http404 where an option has no such part.
    """

    fields: tuple[str, ...]
    begins: Callable[[Option, int], Typed]
    read: Callable[[Typed, int, date], Any]
    put: Callable[[Content, str, Any], Content]

    def write(self, content: Content, option: Option, key: int, typed: Typed, on: date) -> Content:
        """Return the content with a part added or changed; what is not typed stays as it was."""
        begun = {**dict.fromkeys(self.fields, ""), **self.begins(option, key)}
        return self.put(content, option.key, self.read({**begun, **typed}, key, on))


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


def _read_goods(kind: LineKind) -> Callable[[Typed, int, date], Line]:
    def read(typed: Typed, key: int, on: date) -> Line:
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


def _read_work(typed: Typed, key: int, on: date) -> Line:
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


def _read_given(typed: Typed, key: int, _on: date) -> Line:
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


def _begin_reuse(option: Option, key: int) -> Typed:
    if not key:
        return {"quantity": "1"}
    row = next((each for each in option.reuse if each.key == key), None)
    if row is None:
        raise Http404(f"row {key}")
    return {
        "component": row.component,
        "part_number": row.part_number,
        "quantity": str(row.quantity),
        "verdict": row.verdict.value,
        "replacement": row.replacement,
        "why": row.why,
    }


def _read_reuse(typed: Typed, key: int, _on: date) -> ReuseRow:
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
        "days": str(step.days),
        "out_hours": str(step.out_hours),
        "out_of_service_zh": step.out_of_service.zh,
        "out_of_service_en": step.out_of_service.en,
    }


def _read_step(typed: Typed, key: int, _on: date) -> MigrationStep:
    return MigrationStep(
        key=key,
        text=Text(typed["text_zh"].strip(), typed["text_en"].strip()),
        doer=read_code(Doer, "doer", typed["doer"]),
        days=read_count("days", typed["days"]),
        out_hours=read_count("out_hours", typed["out_hours"], "0"),
        out_of_service=Text(typed["out_of_service_zh"].strip(), typed["out_of_service_en"].strip()),
    )


def begin_head(option: Option) -> Typed:
    """Return what an option says of itself as it is typed."""
    return {
        "name_zh": option.name.zh,
        "name_en": option.name.en,
        "gains_zh": option.gains.zh,
        "gains_en": option.gains.en,
        "scope": [each.value for each in option.scope],
        "no_exploration_why": option.no_exploration_why,
    }


def write_head(content: Content, option: Option, typed: Typed) -> Content:
    """Return the content with what an option says of itself; what is not typed stays."""
    given = {**begin_head(option), **typed}
    said = replace(
        option,
        name=Text(given["name_zh"].strip(), given["name_en"].strip()),
        gains=Text(given["gains_zh"].strip(), given["gains_en"].strip()),
        scope=tuple(read_code(Scope, "scope", each) for each in given["scope"]),
        no_exploration_why=given["no_exploration_why"].strip(),
    )
    return put_option(content, said)


GOODS_FIELDS = ("part_number", "text", "quantity", "price", "why")
PARTS: Mapping[str, PartKind] = {
    "hardware": PartKind(
        fields=GOODS_FIELDS,
        begins=_begin_goods,
        read=_read_goods(LineKind.HARDWARE),
        put=put_line,
    ),
    "software": PartKind(
        fields=GOODS_FIELDS,
        begins=_begin_goods,
        read=_read_goods(LineKind.SOFTWARE),
        put=put_line,
    ),
    "days": PartKind(
        fields=("service", "hours", "quantity", "text", "price", "why"),
        begins=_begin_work,
        read=_read_work,
        put=put_line,
    ),
    "given": PartKind(
        fields=("source", "price", "why"),
        begins=_begin_given,
        read=_read_given,
        put=put_line,
    ),
    "reuse": PartKind(
        fields=("component", "part_number", "quantity", "verdict", "replacement", "why"),
        begins=_begin_reuse,
        read=_read_reuse,
        put=_put_reuse,
    ),
    "step": PartKind(
        fields=(
            *("text_zh", "text_en", "doer", "days", "out_hours"),
            *("out_of_service_zh", "out_of_service_en"),
        ),
        begins=_begin_step,
        read=_read_step,
        put=put_step,
    ),
}
