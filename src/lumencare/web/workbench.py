"""The workbench: what somebody finds when they come in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from lumencare.accounts.requests import Request


@login_required
def show(request: Request) -> HttpResponse:
    """Show what waits for this person today."""
    return render(request, "shell/workbench.html", {"today": request.today})
