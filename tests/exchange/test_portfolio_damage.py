"""A portfolio that was torn, patched or forged is refused or read, and never ends in a crash."""

import io
import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from lumencare.data.edition_files import current_edition
from lumencare.domain.problems import InputProblems
from lumencare.exchange.portfolio.reading import read_portfolio
from tests.exchange.portfolio_files import TODAY
from tests.exchange.test_example_portfolio import EXAMPLE

ROUNDS = 40
MARKS = (b"<", b'"', b'r="', b"<v>", b't="', b'Target="', b'Id="', b'count="', b'ref="')
SNIPPETS = (
    b"<c>",
    b"<",
    b">",
    b'"',
    b"&",
    b"&foo;",
    b't="e"',
    b't="s"',
    b"<f>",
    b"</c>",
    b"\xff",
    b"\0",
    b"-1",
    b"99999999999",
    b"NaN",
    b"1e999",
    b"A0",
    b"ZZZ9999999",
    b'<mergeCell ref="B1:A1"/>',
    b'r="',
)


def example_parts() -> dict[str, bytes]:
    """Return the parts of the shipped example."""
    with zipfile.ZipFile(EXAMPLE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], method: int) -> bytes:
    """Return an archive of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def mutated(part: bytes, chance: random.Random) -> bytes:
    """Return a part with something changed, taken out, put in or cut off."""
    at = chance.randrange(len(part))
    mark, snippet = chance.choice(MARKS), chance.choice(SNIPPETS)
    marked = part.find(mark, at) + len(mark)
    long = chance.choice((1, 5, 50, 5000))
    return chance.choice(
        (
            part[:at] + bytes([chance.randrange(256)]) + part[at + 1 :],
            part[:at] + part[at + long :],
            part[:at] + snippet + part[at:],
            part[:marked] + snippet + part[marked:],
            part[:at],
        )
    )


def damaged_workbook(chance: random.Random) -> bytes:
    """Return the example with one to three of its parts, names or bytes damaged."""
    parts = example_parts()
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([each for each in parts if parts[each]])
        part = parts.pop(name)
        if chance.random() < 0.9:
            parts[chance.choice((name, name, name, name.upper()))] = mutated(part, chance)
    content = bytearray(packed(parts, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))))
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_portfolio_is_read_or_refused_in_words(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    edition, path = current_edition(), tmp_path / "damaged.xlsx"
    outcomes = set()
    for _ in range(ROUNDS):
        path.write_bytes(damaged_workbook(chance))
        try:
            read_portfolio(path, edition=edition, today=TODAY)
            outcomes.add("read")
        except InputProblems as refused:
            (problem,) = refused.problems
            assert problem.where == path.name
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}
