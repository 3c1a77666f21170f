"""The work calendar as the office keeps it: holiday notices, and the calendar in force (D-8)."""
