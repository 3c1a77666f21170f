"""The description is valid OpenAPI 3.1, and every operation answers as it describes."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from pytest_django import DjangoDbBlocker
from schemathesis.specs.openapi.checks import positive_data_acceptance

from lumencare.api import shapes
from lumencare.api.budgets import OFFICE
from lumencare.api.service import service
from tests.api.calling import token
from tests.office import person
from tests.undoing import undone
from tests.web.world import make_world

SECRET = "lum_description"
DESCRIBED = service.get_openapi_schema()
OPERATIONS = schemathesis.openapi.from_dict(DESCRIBED)
# A change that names a version that is gone is refused for that alone: 412.
OPERATIONS.config.checks.negative_data_rejection.expected_statuses = [
    "400", "401", "403", "404", "405", "406", "409", "412", "415", "422", "428", "429",
]  # fmt: skip
OFFICE_PAGES = get_wsgi_application()


def answered_whole(environ: dict[str, Any], start: Any) -> list[bytes]:
    """Answer as the product does, with files read to their end and closed."""
    answer = OFFICE_PAGES(environ, start)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


OPERATIONS.app = answered_whole


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Have one thing of each kind, and somebody who may do most.

    A transaction is held open, which the end of a request must not close.
    """
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    with django_db_blocker.unblock(), undone():
        make_world()
        token(person("manager", name="description"), "manager", SECRET)
        yield
    for each in signals:
        each.connect(close_old_connections)
    OFFICE.left.clear()


@pytest.fixture(autouse=True)
def db(office: None) -> Iterator[None]:
    """Undo what was asked of an operation before the next one."""
    with undone():
        yield


@OPERATIONS.parametrize()
@settings(
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_it_describes(case: schemathesis.Case) -> None:
    OFFICE.left.clear()
    case.call_and_validate(
        headers={"Authorization": f"Bearer {SECRET}"}, excluded_checks=[positive_data_acceptance]
    )


def test_no_two_shapes_have_one_name() -> None:
    """The description knows shapes by their names: the second would take the place of the first."""
    folder = Path(shapes.__file__).parent
    names = [
        name
        for file in sorted(folder.glob("*.py"))
        for name in re.findall(r"^class (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert [name for name, count in Counter(names).items() if count > 1] == []
