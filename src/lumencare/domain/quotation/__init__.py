"""Quotations: what is asked for, what refuses it, its lines, and what they lead to."""
