"""Tests of the pages of surveys and upgrade proposals."""
