"""How words that stand in both languages are shown in one."""

import pytest

from lumencare.domain.typography import side_of


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ("年度巡检 / yearly maintenance", "年度巡检", "yearly maintenance"),
        ("由经办人员登记 / put down by staff", "由经办人员登记", "put down by staff"),
        ("大堂 / B1", "大堂 / B1", "大堂 / B1"),
        ("大堂 / 二层 hall", "大堂 / 二层 hall", "大堂 / 二层 hall"),
        ("lamp / lamp", "lamp / lamp", "lamp / lamp"),
        ("", "", ""),
    ],
)
def test_only_a_pair_of_languages_is_parted(words: str, zh: str, en: str) -> None:
    assert (side_of(words, "zh"), side_of(words, "en")) == (zh, en)
