"""How long `lumencare compare` takes from the shell: start, answer, end."""

import subprocess
import sys
from pathlib import Path

from _measure import least_seconds, show

COMMAND = Path(sys.executable).with_name("lumencare")
WORDS = ("compare", "--class", "2Y", "--bom", "1000000", "--order-date", "2025-03-01")
FORMS = {"as JSON": ("--json",), "as a table": ("--lang", "zh"), "with a city": ("--city", "苏州")}


def main() -> None:
    """Measure."""
    for name, more in FORMS.items():

        def run(more: tuple[str, ...] = more) -> None:
            subprocess.run([COMMAND, *WORDS, *more], check=True, capture_output=True)

        show(f"lumencare compare, {name}", least_seconds(run, 9), "s", "<= 0.35 s")


if __name__ == "__main__":
    main()
