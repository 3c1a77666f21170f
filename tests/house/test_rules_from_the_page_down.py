"""Rules that a page, an action and the core each have to hold are tested in each of them."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
# Where the tests of a rule stand, from the page down to the core.
LAYERS = {
    "RS-1": ("web/remote", "portal", "api", "remote", "domain/remote"),
    "RS-2": ("e2e", "web/remote", "portal", "api", "remote", "domain/remote"),
    "SC-7": ("web/stock", "api", "stock", "domain/stock"),
    "SC-9": ("web/sites", "portal", "api", "remote", "field", "sites", "domain"),
}


@pytest.mark.parametrize(
    ("rule", "layer"), [(rule, layer) for rule, layers in LAYERS.items() for layer in layers]
)
def test_a_rule_is_tested_in_each_layer(rule: str, layer: str) -> None:
    cited = re.compile(rf"\b{rule}\b(?!\d)")
    files = sorted((TESTS / layer).glob("**/test_*.py"))
    found = [each.name for each in files if cited.search(each.read_text(encoding="utf-8"))]
    assert found, f"no test in tests/{layer} cites {rule}"
