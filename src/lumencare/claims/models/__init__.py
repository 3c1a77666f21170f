"""Rows of claims for replacement parts."""

from lumencare.claims.models.claims import Claim, ClaimNumber
from lumencare.claims.models.decisions import ClaimDecision

__all__ = ["Claim", "ClaimDecision", "ClaimNumber"]
