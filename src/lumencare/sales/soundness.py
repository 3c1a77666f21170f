"""What must hold for the quotes that are kept, looked at by `lumencare doctor`."""

from collections.abc import Iterator

from lumencare.sales.archive import is_intact
from lumencare.sales.models import QuoteVersion


def count_documents() -> int:
    """Return how many documents of issued versions there must be."""
    return QuoteVersion.objects.exclude(pdf_sha256="").count()


def damaged_documents() -> Iterator[str]:
    """Yield the versions whose PDF is missing or is not the one that was issued."""
    issued = QuoteVersion.objects.exclude(pdf_sha256="").select_related("quote")
    for version in issued.order_by("pk").iterator(chunk_size=500):
        if not is_intact(version):
            yield f"{version.quote.number} v{version.number}"
