"""Tests of claims for replacement parts."""
