"""Tests of surveys and upgrade proposals as they are kept."""
