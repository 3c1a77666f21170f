"""The one stylesheet that pages load, joined from its parts when files are gathered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "lumencare/style.css"
# Colours and sizes first, then what is the same everywhere, then single pages.
PARTS = tuple(f"lumencare/{each}.css" for each in ("tokens", "app", "pages", "portal", "phone"))


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files named by content and compressed; a first visit asks for one stylesheet, squeezed."""

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Join the stylesheet, then name and compress everything."""
        if not options.get("dry_run") and set(PARTS) <= set(paths):
            joined = "\n".join(Path(self.path(each)).read_text("utf-8") for each in PARTS)
            Path(self.path(STYLESHEET)).write_text(cssmin(joined), "utf-8")
            paths = {**paths, STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, **options)
