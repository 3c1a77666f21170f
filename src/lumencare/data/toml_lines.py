"""Where in a TOML file each row stands, so that a problem can name its line.

The standard parser gives no positions. Our data files keep one row a line inside an array
(`rates = [` ... `]`) or one table a row (`[[clauses]]`); this reads the lines of those two forms.
"""

import re

ARRAY_OPENS = re.compile(r"^(\w+)\s*=\s*\[\s*(#.*)?$")
ROW = re.compile(r"^\s*\{")
TABLE = re.compile(r"^\[\[(\w+)\]\]")
KEY = re.compile(r"^(\w+)\s*=")


def locate_rows(text: str) -> dict[tuple[str, int], int]:
    """Return the line of row `index` of array `name`; a lone key's line is its index -1."""
    lines: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    array = ""
    in_table = False
    for number, line in enumerate(text.splitlines(), start=1):
        if table := TABLE.match(line):
            name, in_table = table[1], True
        elif array and ROW.match(line):
            name = array
        elif opens := ARRAY_OPENS.match(line):
            array = opens[1]
            lines[array, -1] = number
            continue
        elif array and line.startswith("]"):
            array = ""
            continue
        elif not in_table and (key := KEY.match(line)):
            lines[key[1], -1] = number
            continue
        else:
            continue
        index = counts.get(name, 0)
        counts[name] = index + 1
        lines[name, index] = number
    return lines
