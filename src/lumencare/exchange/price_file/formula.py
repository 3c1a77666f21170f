"""Text that a spreadsheet would take for a formula, made harmless in CSV."""

import re

# What Excel and WPS begin to calculate with when they open a CSV file; a signed number does no
# harm and stays as it is.
FORMULA = r"[=+@\t\r-]"
NUMBER = r"[+-]?[0-9]+([.][0-9]*)?"
# The same in the words of the database.
AS_WORDS = (
    f"CASE WHEN regexp_matches({{0}}, '^{FORMULA}') AND NOT regexp_full_match({{0}}, '{NUMBER}') "
    "THEN '''' || {0} ELSE {0} END"
)


def as_words(text: str) -> str:
    """Return text with an apostrophe before it where a spreadsheet would calculate it."""
    if re.match(FORMULA, text) and not re.fullmatch(NUMBER, text):
        return f"'{text}"
    return text
