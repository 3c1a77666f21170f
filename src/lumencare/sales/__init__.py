"""Quotes, their versions, approval, sending and acceptance."""
