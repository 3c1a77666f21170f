"""Tests of the pages of renewals."""
