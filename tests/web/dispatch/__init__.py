"""Tests of the pages of dispatch."""
