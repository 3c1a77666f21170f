"""Visits and who goes when: states, travel, slots with their reasons, prices of man-days."""
