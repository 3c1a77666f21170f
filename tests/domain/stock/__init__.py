"""Tests of the rules of parts and of the spare pool."""
