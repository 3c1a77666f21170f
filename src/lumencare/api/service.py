"""The interface as a whole: its parts, its answers to what goes wrong, its description."""

from ninja.openapi.docs import Swagger

from lumencare.api import questions
from lumencare.api.budgets import OFFICE, QUESTIONS
from lumencare.api.description import DescribedApi
from lumencare.api.handlers import add_handlers
from lumencare.api.replies import StrictJson
from lumencare.api.tokens import Bearer

DESCRIPTION = """\
Service plans for installed lighting control systems. Amounts are decimal text in RMB, VAT excluded;
instants carry `+08:00`; words come in both languages. Refusals are `application/problem+json`.
Give a token as `Authorization: Bearer …`; it acts in one role of the person it belongs to.
"""

service = DescribedApi(
    title="Lumencare 路明",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs=Swagger(settings={"persistAuthorization": False}),
    parser=StrictJson(),
    auth=Bearer(),
    throttle=OFFICE,
)
add_handlers(service)
service.add_router("", questions.router, throttle=QUESTIONS)
