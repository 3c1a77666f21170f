"""Tests of the rules of claims for replacement parts."""
