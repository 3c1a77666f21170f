"""What is read of the service desk; every query takes the person who asks."""

from lumencare.desk.queries.rows import (
    find_case,
    find_charge,
    find_event,
    find_part,
    visible_cases,
)

__all__ = ["find_case", "find_charge", "find_event", "find_part", "visible_cases"]
