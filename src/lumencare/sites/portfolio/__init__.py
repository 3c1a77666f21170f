"""A whole portfolio workbook into rows: what is known already, what is new, what differs."""
