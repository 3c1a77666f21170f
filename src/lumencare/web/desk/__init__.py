"""The service desk: the queue, one case, taking cases in."""
