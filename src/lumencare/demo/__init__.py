"""A made-up office: the same people, sites, systems and quotes each time, on today's dates."""
