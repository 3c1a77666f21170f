"""Another process in the served office: for what nobody outside can do, such as reading a mail."""

import os
import subprocess
import sys
from pathlib import Path

from tests.e2e.served import ROOT, Served


def run_inside(served: Served, module: str, *words: str) -> str:
    """Run a module of the tests in the served office; return the last word that it prints."""
    env = {
        **os.environ,
        "LUMENCARE_HOME": str(home_of(served)),
        "DJANGO_SETTINGS_MODULE": "lumencare.settings",
        "LUMENCARE_PROVIDER_NAME": "路明照明控制（演示）有限公司",
    }
    env.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def home_of(served: Served) -> Path:
    """Return where the served office keeps everything."""
    return served.folder / "var" / "demo"
