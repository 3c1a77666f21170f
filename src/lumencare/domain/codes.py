"""The closed sets of the offer: plans, warranty classes and the words that facts are told in."""

from enum import StrEnum


class PlanCode(StrEnum):
    """The six plans, in the order in which they are always shown."""

    BASIC = "part-care-basic"
    PLUS = "part-care-plus"
    ANNUAL = "part-care-plus-annual"
    SERVICE_CARE = "service-care"
    TECHNOLOGY_SUPPORT = "technology-support"
    SYSTEM_CARE = "system-care"


PART_CARE = frozenset({PlanCode.BASIC, PlanCode.PLUS, PlanCode.ANNUAL})


class WarrantyClass(StrEnum):
    """The initial warranty classes (G-3)."""

    ONE_YEAR = "1Y"
    TWO_YEAR = "2Y"
    HWQS = "HWQS8"


class StartUp(StrEnum):
    """Who started the system up (PC-3)."""

    MANUFACTURER = "manufacturer"
    PARTNER = "partner"


class Cause(StrEnum):
    """What a fault turned out to come from (SC-10)."""

    PRODUCT = "product"
    OTHER = "other"


class PaymentBasis(StrEnum):
    """What one payment of a plan buys (D-6)."""

    ONCE = "once"
    PROJECT_YEAR = "project-year"
    SERVICE_YEAR = "service-year"
    PROPOSAL = "proposal"


class CoverageKind(StrEnum):
    """What a coverage step is about."""

    PARTS = "parts"
    LABOUR = "diagnostic-labour"


class EditionUse(StrEnum):
    """What an edition takes effect for."""

    NEW_SALES = "new-sales"
    RUNNING_CONTRACTS = "running-contracts"


class OverlapWhen(StrEnum):
    """When two plans clash: whenever both are held, or only while their periods share a day."""

    EVER = "ever"
    SAME_PERIOD = "same-period"


class OverlapVerdict(StrEnum):
    """What happens to two plans that clash (D-22)."""

    REFUSED = "refused"
    STAFF_CONFIRM = "staff-confirm"


class Commitment(StrEnum):
    """How soon an engineer is promised."""

    STANDARD = "standard"
    HOURS_24 = "24h"
    HOURS_48 = "48h"
    HOURS_72 = "72h"


class Approach(StrEnum):
    """How a site must be reached for a response: from a hub by rail, directly, or however."""

    ANYWHERE = "anywhere"
    RAIL_SHANGHAI = "rail-shanghai"
    RAIL_BEIJING = "rail-beijing"
    DIRECT = "direct"


INITIAL_WARRANTY = "initial-warranty"
NO_COVER = "none"
