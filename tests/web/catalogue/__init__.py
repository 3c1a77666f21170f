"""Tests of the pages of the parts catalogue."""
