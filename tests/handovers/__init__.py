"""Tests of what follows on accepted proposals."""
