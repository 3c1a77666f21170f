"""An agreement of the served office that waits to be signed, and the code that its mail holds."""

import sys
from datetime import datetime

from tests.e2e.inside import run_inside
from tests.e2e.served import Served

CODE = "407233"


def make_agreement(served: Served) -> str:
    """Return the address of the signer's link, below the office's own."""
    return run_inside(served, "tests.e2e.made_agreements", "make")


def read_code(served: Served, path: str) -> str:
    """Return the code that was just sent; it is what the phone reads in the mail."""
    return run_inside(served, "tests.e2e.made_agreements", path)


def _make() -> str:
    from lumencare.accounts.models import User
    from lumencare.remote.actions import Draft, ask_for_signature
    from lumencare.remote.links import token_of
    from lumencare.sites.models import System

    system = System.objects.select_related("site__owner").order_by("-pk")[0]
    draft = Draft(
        system=system,
        organization=system.site.owner,
        signer_name="王建国",
        signer_email="wang@example.com",
        mode="server-internet",
    )
    by = User.objects.filter(roles__role="support").order_by("pk")[0]
    return f"/r/{token_of(ask_for_signature(draft, by=by, now=_now()))}/"


def _code(path: str) -> str:
    """Give the last code digits that are known: its mail may be out and wiped by now."""
    from lumencare.remote.actions.coding import hash_of_code
    from lumencare.remote.links import open_link
    from lumencare.remote.models import OneTimeCode

    link = open_link(path.strip("/").split("/")[-1], _now())
    assert link is not None
    last = OneTimeCode.objects.filter(link=link).latest("pk")
    OneTimeCode.objects.filter(pk=last.pk).update(code_hash=hash_of_code(link, CODE))
    return CODE


def _now() -> datetime:
    from lumencare.jobs.clock import now

    return now()


if __name__ == "__main__":
    import django

    django.setup()
    print(_make() if sys.argv[1] == "make" else _code(sys.argv[1]))
