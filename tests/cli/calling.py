"""Calls the command line as a person would, inside this process."""

import contextlib
import io
import json
import sys
from dataclasses import dataclass
from typing import Any
from unittest import mock

from lumencare.cli import main


@dataclass(frozen=True, slots=True)
class Called:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer that was printed as JSON."""
        return json.loads(self.out)


def call(*words: str) -> Called:
    """Run `lumencare` with these words and return its exit status and output."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with (
        mock.patch.object(sys, "argv", ["lumencare", *words]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return Called(status, out.getvalue(), err.getvalue())
