"""A worker that dies on its way: `webhook|reminder POINT`.

It dies without a word right after its POINTth statement that writes; at `claimed` when it has
claimed a try and is about to make it.
"""

from collections.abc import Callable
from typing import Any

from tests.sales.killed import DieAfter, die

CLAIM = ("UPDATE", "INSERT")


class DieWhenClaimed:
    """Die at the first look at anything after a try was claimed: the claim is kept by then."""

    def __init__(self) -> None:
        self.written = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Run a statement, or die before it."""
        if self.written == len(CLAIM) and sql.startswith("SELECT"):
            die()
        self.written += sql.startswith(CLAIM)
        return execute(sql, *rest)


def main(deed: str, point: str) -> None:
    """Tell endpoints, or remind, as the job does."""
    from django.conf import settings
    from django.db import connection

    from lumencare.notices.reminders import send_reminders
    from lumencare.notices.sending import deliver
    from tests.office import NOW

    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    settings.DELIVERY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    death = DieWhenClaimed() if point == "claimed" else DieAfter(int(point))
    with connection.execute_wrapper(death):
        if deed == "webhook":
            deliver(lambda: NOW)
        else:
            send_reminders(NOW)
