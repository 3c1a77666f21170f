"""The description of the interface as OpenAPI 3.1: what every operation has in common."""

from typing import Any

from ninja import NinjaAPI
from ninja.errors import ValidationErrorContext
from ninja.openapi.schema import OpenAPISchema

from lumencare.api.misfits import Misfits
from lumencare.api.problems import KINDS, MEDIA_TYPE

ALWAYS = (400, 401, 403, 404, 413, 422, 429)
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Sent again with the same key within 24 hours, it is done once only.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$"},
}
WRITES = ("post", "patch", "put", "delete")
REASON = {"$ref": "#/components/schemas/Reason"}
WORDS = {"$ref": "#/components/schemas/Wording"}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "A refusal (RFC 9457); `detail` in the language of Accept-Language.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "text": WORDS,
        "because": {"type": "array", "items": REASON},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string"},
                    "given": {"type": "string"},
                    "zh": {"type": "string"},
                    "en": {"type": "string"},
                },
                "required": ["field", "given", "zh", "en"],
            },
        },
        "changed": {"type": "object"},
    },
    "required": ["type", "title", "status", "detail", "text", "because"],
}


class DescribedApi(NinjaAPI):
    """The interface whose description names every refusal of every operation."""

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> OpenAPISchema:
        """Return the description with what all operations share."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schema["components"]["schemas"]["Problem"] = PROBLEM
        schema["components"]["responses"] = {
            str(status): _described(status) for status in sorted({k.status for k in KINDS.values()})
        }
        keyed = self._operations_with_key()
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                if operation["operationId"] in keyed:
                    operation["parameters"].append(KEY)
                _add_refusals(method, operation)
        return schema

    def _operations_with_key(self) -> set[str]:
        """Return the ids of the operations that honour an Idempotency-Key."""
        return {
            self.get_openapi_operation_id(operation)
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
            if getattr(operation.view_func, "takes_key", False)
        }

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> Misfits:
        """Tell what has the wrong form in our own words."""
        return Misfits(error_contexts)


def _add_refusals(method: str, operation: dict[str, Any]) -> None:
    statuses = {*ALWAYS, 409} if method in WRITES else set(ALWAYS)
    if any(each["name"].lower() == "if-match" for each in operation["parameters"]):
        statuses |= {412, 428}
    for status in sorted(statuses):
        reference = {"$ref": f"#/components/responses/{status}"}
        operation["responses"].setdefault(status, reference)


def _described(status: int) -> dict[str, Any]:
    titles = [each.title.en for each in KINDS.values() if each.status == status]
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    described: dict[str, Any] = {"description": "; ".join(titles), "content": content}
    if status == 429:
        described["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "required": True}}
    return described
