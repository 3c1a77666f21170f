"""Tests of the pages of the spare parts."""
