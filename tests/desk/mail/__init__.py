"""Tests of the mails of the service desk."""
