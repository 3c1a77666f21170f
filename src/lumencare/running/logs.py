"""The log: one JSON object a line, ours and the libraries' alike."""

from typing import Any

import structlog
from structlog.typing import EventDict, Processor

# What names people or opens doors never reaches a log, whoever puts it there.
SECRET = {"password", "token", "authorization", "cookie", "email", "phone", "key"}


def hide_secrets(_logger: object, _name: str, event: EventDict) -> EventDict:
    """Replace values that name people or open doors."""
    return {name: "…" if name.lower() in SECRET else value for name, value in event.items()}


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    structlog.processors.format_exc_info,
    hide_secrets,
]


def set_up_logs() -> None:
    """Send what we log through the standard library, where it meets what others log."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def log_settings(path: str, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: JSON lines to standard error, or to a file where one is named."""
    stream = {"class": "logging.StreamHandler"}
    file = {"class": "logging.handlers.WatchedFileHandler", "filename": path, "delay": True}
    set_up_logs()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"out": {**(file if path else stream), "formatter": "json"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            # Our own line says what Django's would; what a person asked for in vain is no fault.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},
            # Django calls it an error that a stranger names another host: anybody can, all day.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "lumencare": {"level": level},
        },
    }
