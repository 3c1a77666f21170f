"""Tests of the parts catalogue."""
