"""The pages of claims: whom each opens for, who may send its form, what stands in the address."""

from lumencare.accounts.roles import Right
from lumencare.web.claims.table import STEPS
from tests.web.door import Door

SEE, ASK = Right.SEE_CLAIMS, Right.ASK_CLAIMS
# Claims of a case nobody outside sees.
CLAIMS = {
    "claims": Door(SEE),
    "claims-export": Door(SEE),
    "claims-report": Door(SEE),
    "claims-report-export": Door(SEE),
    "claim": Door(SEE, of="claim"),
    "claim-slip": Door(ASK, of="claim"),
    "claim-ask": Door(ASK, send=ASK, of="case"),
    "claim-line": Door(None, send=ASK, of="case"),
    **{f"claim-{each.slug}": Door(each.right, send=each.right, of="claim") for each in STEPS},
}
