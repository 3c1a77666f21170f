"""Tests of the rules of System Care."""
