"""Tests of the pages of claims."""
