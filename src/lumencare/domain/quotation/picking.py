"""The project years that a plan is picked for, where nobody has named any yet."""

from datetime import date

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.projectyear import project_year
from lumencare.domain.system import System


def usual_years(edition: Edition, system: System, plan: PlanCode, on: date) -> tuple[int, ...]:
    """Return the first remaining year in which a plan gives anything; none for other payments.

    A year in which the initial warranty still gives it all costs nothing and says little (D-5).
    """
    terms = edition.terms[plan, system.warranty_class]
    if terms.plan.payment is not PaymentBasis.PROJECT_YEAR:
        return ()
    first = max(project_year(system.order_date, on), terms.first_served)
    return (first,) if first in terms.years else ()
