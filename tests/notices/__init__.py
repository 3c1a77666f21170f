"""Tests of events, webhooks, group robots, reminders and calendars."""
