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


def file_described(*media_types: str) -> Answer:
    """Return how the description tells of an answer that is a file."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in media_types}
    return {"responses": {200: {"description": "The file.", "content": content}}}


def attach(file: IO[bytes], name: str, media_type: str) -> FileResponse:
    """Return a file as a download, of the type that it was checked to have."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=media_type)


class StrictJson(Parser):
    """Reads bodies as JSON and nothing that JSON does not have, such as NaN or half a letter."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Read the body of a request."""
        text = request.body.decode()
        found = json.loads(text, parse_constant=_refuse)
        if "\\u" in text:
            # Half of a surrogate pair is no text: it can be neither kept nor answered.
            json.dumps(found, ensure_ascii=False).encode()
        return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)
