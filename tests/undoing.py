"""What is written to the database and undone: a module's world, and what a test does to it.

A world of many things takes longer to make than most tests take to look at it. A module makes it
once, in a transaction that is never committed; each test works within a savepoint of its own:

    @pytest.fixture(scope="module")
    def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[...]:
        with django_db_blocker.unblock(), undone():
            yield make_world()

    @pytest.fixture
    def db(world: ...) -> Iterator[None]:
        with undone():
            yield

The name `db` tells pytest-django that a database is needed; its own `db`, as its mark `django_db`,
would close the connection and with it end the transaction of the module.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end whatever was written meanwhile; one may stand within another."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
