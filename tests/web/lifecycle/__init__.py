"""Tests of the pages of System Care."""
