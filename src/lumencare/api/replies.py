"""JSON in and out: Chinese as it is, the version of what can be edited as its ETag."""

import json
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja.parser import Parser

Answer = dict[str, Any]


def reply(answer: object, status: int = 200, version: int | str | None = None) -> HttpResponse:
    """Return an answer; `version` becomes its ETag, which `If-Match` gives back."""
    content = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(content, status=status, content_type="application/json")
    if version is not None:
        response["ETag"] = f'"{version}"'
    return response


def attach(file: IO[bytes], name: str, media_type: str) -> FileResponse:
    """Return a file as a download, of the type that it was checked to have."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=media_type)


class StrictJson(Parser):
    """Reads bodies as JSON and nothing that JSON does not have, such as NaN."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Read the body of a request."""
        return json.loads(request.body, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
