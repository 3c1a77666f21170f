"""Claims as the page of their case shows them: beside each part line, and with what to say."""

from typing import Any

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.claims.queries import claims_of_case, say_supply, supply_choices, visible_claims
from lumencare.desk.queries.facts import CaseFacts
from lumencare.desk.queries.page import CasePage
from lumencare.web.claims.words import LOOKS

OVER = {"closed", "merged"}


def case_claims(request: Request, page: CasePage) -> dict[str, Any]:
    """Return the claims of a case with what to say, and the part lines with theirs."""
    case, user = page.case, request.user
    if not may(user, Right.SEE_CLAIMS):
        return {"part_rows": [(each, "") for each in case.parts]}
    claims = claims_of_case(user, case.number)
    rows = {each.pk: each for each in visible_claims(user).filter(pk__in=[x.pk for x in claims])}
    said = [
        say_supply(rows[each.pk], supply_choices(user, rows[each.pk]), request.today)
        for each in claims
    ]
    numbers = {row.line_id: row.number for row in rows.values() if row.state != "withdrawn"}
    return {
        "claims": [
            (each, LOOKS.get(each.state, ""), words)
            for each, words in zip(claims, said, strict=True)
        ],
        "part_rows": [(each, numbers.get(each.pk, "")) for each in case.parts],
        "can_claim": may(user, Right.ASK_CLAIMS)
        and case.system_pk is not None
        and case.state not in OVER,
    }


def _can_have_claims(case: CaseFacts) -> bool:
    return case.system_pk is not None and case.state not in OVER
