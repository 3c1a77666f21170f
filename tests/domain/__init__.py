"""Tests of the pure rules: facts built by hand, tables of cases, properties."""
