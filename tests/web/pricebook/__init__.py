"""Tests of the pages of editions."""
