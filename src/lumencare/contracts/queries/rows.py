"""One row each, for whoever may see it; anything else is as if it were not there (404)."""

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.models import Allowance, Condition, Contract, Draw
from lumencare.sites.search import visible_sites


def visible_contracts(user: User) -> QuerySet[Contract]:
    """Return the contracts a person may see: all for staff, those of their sites for others."""
    require_right(user, Right.SEE_CONTRACTS)
    rows = Contract.objects.all()
    return rows.filter(site__in=visible_sites(user)) if is_outsider(user) else rows


def find_contract(user: User, number: str) -> Contract:
    """Return a contract by its number; else Http404."""
    found = visible_contracts(user).filter(number=number)
    row = found.select_related("site__owner", "owner", "bill_to", "author").first()
    if row is None:
        raise Http404(f"contract {number}")
    return row


def find_condition(user: User, number: str, pk: int) -> Condition:
    """Return a condition of a contract; else Http404."""
    rows = Condition.objects.filter(contract=find_contract(user, number), pk=pk)
    found = rows.select_related("contract").first()
    if found is None:
        raise Http404(f"condition {pk} of {number}")
    return found


def find_allowance(user: User, number: str, pk: int) -> Allowance:
    """Return an allowance of a contract; else Http404."""
    rows = Allowance.objects.filter(contract=find_contract(user, number), pk=pk)
    found = rows.select_related("contract").first()
    if found is None:
        raise Http404(f"allowance {pk} of {number}")
    return found


def find_allowance_by_key(user: User, pk: int) -> Allowance:
    """Return an allowance of whichever contract a person may see; else Http404."""
    rows = Allowance.objects.filter(contract__in=visible_contracts(user), pk=pk)
    found = rows.select_related("contract").first()
    if found is None:
        raise Http404(f"allowance {pk}")
    return found


def find_draw(user: User, number: str, pk: int) -> Draw:
    """Return one use of an allowance of a contract; else Http404."""
    rows = Draw.objects.filter(allowance__contract=find_contract(user, number), pk=pk)
    found = rows.select_related("allowance__contract").first()
    if found is None:
        raise Http404(f"draw {pk} of {number}")
    return found
