"""What may stand there only once: told as a problem, also when two people add it at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from lumencare.domain.problems import Problem
from lumencare.domain.system import require


@contextmanager
def once(find_twice: Callable[[], list[Problem]]) -> Iterator[None]:
    """Write in one transaction what must not be there yet; InputProblems where it is.

    The look beforehand gives the usual answer; the database's own constraint catches whoever came
    in between, and the second look says so in the same words.
    """
    require(find_twice())
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        require(find_twice())
        raise
