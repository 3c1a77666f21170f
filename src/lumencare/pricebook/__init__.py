"""Editions kept by the office: drafts, rehearsal, publishing by two, retiring."""
