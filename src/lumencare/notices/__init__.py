"""What others are told: events for programs and groups, reminders by mail, calendars."""
