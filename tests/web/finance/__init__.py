"""Tests of the pages of finance."""
