"""What a system can go over to, and what of it stays: as the catalogue says, for a first draft."""

from lumencare.domain.lifecycle.kinds import COMPONENT_KINDS
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import ReuseRow
from lumencare.lifecycle.queries import reuse_between, system_of
from lumencare.lifecycle.queries import targets_of as systems_after


def targets_of(system_type: str) -> dict[str, Text]:
    """Return the systems that can follow one, nearest first, by their codes."""
    found = system_of(system_type)
    return {} if found is None else {each.code: each.name for each in systems_after(found.code)}


def name_of(system_type: str) -> Text:
    """Return what the catalogue calls a system; its own type where it is not there."""
    found = system_of(system_type)
    return Text(system_type, system_type) if found is None else found.name


def reuse_rows(system_type: str, target: str) -> tuple[ReuseRow, ...]:
    """Return what becomes of each kind of component, as far as the catalogue knows."""
    found = system_of(system_type)
    if found is None:
        return ()
    return tuple(
        ReuseRow(
            key=0,
            component=_said(COMPONENT_KINDS[each.component]),
            verdict=each.reuse,
            assumed=each.reuse,
            source=each.source,
        )
        for each in reuse_between(found.code, target)
    )


def spellings(component: str) -> frozenset[str]:
    """Return how a component may be written: as the catalogue's kind in either language or both."""
    for each in COMPONENT_KINDS.values():
        written = {name.casefold() for name in (each.zh, each.en, _said(each))}
        if component.casefold() in written:
            return frozenset(written)
    return frozenset({component.casefold()})


def _said(kind: Text) -> str:
    return f"{kind.zh} {kind.en}"
