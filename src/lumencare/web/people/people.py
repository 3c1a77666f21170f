"""Who works here and who is invited; and the table of what each role may do."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lumencare.accounts.models import User
from lumencare.accounts.queries import open_invitations, people
from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import RIGHT_NAMES, RIGHTS, ROLE_NAMES, Right, Role

PAGE = 50


@login_required
def show(request: Request) -> HttpResponse:
    """Show everybody, some of them by name or role, and the invitations that wait."""
    wanted, role = request.GET.get("wanted", "").strip(), request.GET.get("role", "")
    found = people(request.user, wanted=wanted, role=role if role in set(Role) else "")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "people": [(each, roles_of(each)) for each in page],
        "wanted": wanted,
        "role": role,
        "role_options": ROLE_NAMES.items(),
        "invitations": [
            (each, [ROLE_NAMES[Role(role)] for role in each.roles])
            for each in open_invitations(request.user)
        ],
        "may_edit": may(request.user, Right.EDIT_PEOPLE),
    }
    return render(request, "people/list.html", context)


@login_required
def rights(request: Request) -> HttpResponse:
    """Show the table of what each role may do: the one that every action asks."""
    rows = [(RIGHT_NAMES[right], [role in RIGHTS[right] for role in Role]) for right in Right]
    roles = [ROLE_NAMES[role] for role in Role]
    return render(request, "people/rights.html", {"rows": rows, "roles": roles})


def roles_of(user: User) -> list[object]:
    """Return the names of a person's roles, from rows that are loaded already."""
    held = {each.role for each in user.roles.all()}
    return [ROLE_NAMES[role] for role in Role if role in held]
