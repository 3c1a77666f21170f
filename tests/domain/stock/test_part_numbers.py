"""Numbers of parts are compared as people mean them."""

import pytest

from lumencare.domain.stock.part_numbers import number_key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("QSN-4A5-S", "QSN-4A5-S"),
        (" qsn-4a5-s ", "QSN-4A5-S"),
        ("ＱＳＮ－４Ａ５－Ｓ", "QSN-4A5-S"),
        ("QSN–4A5—S", "QSN-4A5-S"),
        ("QSN -4A5\t-S\n", "QSN-4A5-S"),
        ("　", ""),
    ],
)
def test_spellings_of_one_number_share_its_key(typed: str, key: str) -> None:
    assert number_key(typed) == key
    assert number_key(key) == key
