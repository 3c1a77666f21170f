"""Where a page of a list begins comes from an address: anybody may write anything there."""

import base64
import contextlib
import json
from typing import Any

import pytest

from lumencare.domain.problems import InputProblems
from lumencare.sites.queries import OrganizationFilters, SystemFilters, list_organizations
from lumencare.sites.queries.lists import list_systems
from tests.office import TODAY, organization, person, system

pytestmark = pytest.mark.django_db


def written(values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


@pytest.mark.parametrize(
    "values",
    [
        1, None, {}, [], ["a"], ["a", 1, 2], ["a", "b"], ["a", None], ["a\x00", 1], [["a"], 1],
        [1.5, 1], [True, True],
    ],
)  # fmt: skip
def test_a_cursor_that_was_made_up_is_refused(values: Any) -> None:
    organization()
    with pytest.raises(InputProblems):
        list_organizations(person("sales"), OrganizationFilters(), cursor=written(values))


@pytest.mark.parametrize("order", ["ref", "order-date", "-order-date", "bom", "-bom"])
@pytest.mark.parametrize("first", ["x", "2026-02-30", "2026-01-01T00:00:00", 10**30, -1, "1", "٣"])
def test_a_cursor_of_another_order_is_refused_or_begins_somewhere(order: str, first: Any) -> None:
    system()
    filters = SystemFilters(order=order)
    with contextlib.suppress(InputProblems):
        list_systems(person("sales"), filters, on=TODAY, cursor=written([first, 1]))
