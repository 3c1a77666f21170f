"""Mails of the service desk: read, judged, taken into cases, answered once, sent with patience."""
