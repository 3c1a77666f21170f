"""Tests of the rules of contracts."""
