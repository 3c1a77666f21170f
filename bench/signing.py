"""How much of the processor a signature takes, the certificate at hand included."""

import os
import shutil
import tempfile
import time
from datetime import datetime
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="lumencare-bench-"))
os.environ["LUMENCARE_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "lumencare.settings"

import django  # noqa: E402

django.setup()

from _measure import show  # noqa: E402

from lumencare.documents.signing import sign_pdf  # noqa: E402
from lumencare.documents.typesetting import typeset  # noqa: E402
from lumencare.domain.shanghai import SHANGHAI  # noqa: E402
from lumencare.store.signing_certificate import signing_certificate  # noqa: E402

NOW = datetime(2026, 1, 15, 10, tzinfo=SHANGHAI)
ROUNDS = 20


def main() -> None:
    """Measure."""
    try:
        pdf = typeset("unprintable", {"text": "路明"}, NOW)
        signing_certificate(NOW)
        show("the first signature in a process", busy_signing(pdf), "ms busy")
        times = [busy_signing(pdf) for _ in range(ROUNDS)]
        show("each after it, on average", sum(times) / ROUNDS, "ms busy", "<= 60 ms")
    finally:
        shutil.rmtree(HOME, ignore_errors=True)


def busy_signing(pdf: bytes) -> float:
    """Return the processor's own milliseconds of one signature."""
    start = time.process_time()
    sign_pdf(pdf, signing_certificate(NOW), NOW)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
