"""Drift of a contract: its hardware as built against what its plans were priced on (D-13)."""

from django.http import HttpResponse
from ninja import Router

from lumencare.api.contracts import Number
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import shown
from lumencare.api.shapes.drift import SystemDriftShape
from lumencare.api.tokens import Call
from lumencare.contracts.queries.drift import drift_of_contract

router = Router(tags=["contracts"])


@router.get("/contracts/{number}/drift", response=list[SystemDriftShape])
def drift(request: Call, number: Number) -> HttpResponse:
    """List the systems whose hardware is not what their running plans were priced on."""
    found = drift_of_contract(request.user, number, request.today)
    return reply([shown(SystemDriftShape, each) for each in found])
