"""The work calendar in the office: years, holiday notices, what they move."""
