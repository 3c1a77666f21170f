"""Tests of the pages of remote service."""
