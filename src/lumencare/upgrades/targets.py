"""What a system can go over to, and what of it stays: as the catalogue says, for a first draft."""

from collections.abc import Iterator

from lumencare.data.system_catalogue import find_family, system_families
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import ReuseRow


def targets_of(system_type: str) -> dict[str, Text]:
    """Return the systems that can follow one, nearest first, by their codes."""
    found = find_family(system_type)
    families = system_families()
    return {} if found is None else {each: families[each].name for each in found.upgrade_to}


def name_of(system_type: str) -> Text:
    """Return what the catalogue calls a system; its own type where it is not there."""
    found = find_family(system_type)
    return Text(system_type, system_type) if found is None else found.name


def reuse_rows(system_type: str, target: str) -> Iterator[ReuseRow]:
    """Yield what becomes of each kind of component, as far as the catalogue knows."""
    yield from ()
