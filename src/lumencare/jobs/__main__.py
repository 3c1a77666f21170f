"""The worker as a process: `lumencare serve` starts it beside the web server."""

import os
import signal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lumencare.settings")


def main() -> None:
    """Run a worker until SIGTERM or SIGINT; the job under way is finished first."""
    django.setup()
    from lumencare.jobs.tasks import RECURRING  # noqa: PLC0415 - the settings come first
    from lumencare.jobs.worker import Worker  # noqa: PLC0415

    worker = Worker(RECURRING)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: worker.stopping.set())
    worker.run()


if __name__ == "__main__":
    main()
