"""Tests of the rules of the service desk."""
