"""Tests of engineers and visits."""
