"""Tests of remote agreements, their signatures, and sessions."""
