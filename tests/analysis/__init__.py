"""Tests of the numerics over many systems at once."""
