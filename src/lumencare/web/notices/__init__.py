"""Pages about webhooks, group robots and reminders."""
