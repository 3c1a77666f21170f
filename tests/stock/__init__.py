"""Tests of parts and of the spare pool."""
