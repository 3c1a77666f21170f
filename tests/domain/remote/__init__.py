"""Tests of the rules of remote service."""
