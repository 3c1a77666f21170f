"""The code that a customer's sign-in mail holds: it is given digits that are known."""

from tests.e2e.inside import run_inside
from tests.e2e.served import Served

CODE = "407233"


def read_sign_in_code(served: Served) -> str:
    """Return the code that was mailed last."""
    return run_inside(served, "tests.e2e.made_codes")


def _known() -> str:
    from lumencare.accounts.models import SignInCode
    from lumencare.sites.sign_in import _hash_of

    last = SignInCode.objects.select_related("user").latest("pk")
    SignInCode.objects.filter(pk=last.pk).update(code_hash=_hash_of(last.user, CODE))
    return CODE


if __name__ == "__main__":
    import django

    django.setup()
    print(_known())
