"""Background work: schedules, the worker, what runs each night."""
