"""Tests of the editions that the office keeps."""
