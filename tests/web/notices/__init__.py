"""Pages about webhooks, group robots, reminders and calendars."""
