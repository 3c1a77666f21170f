"""The service desk: cases, their clocks, the decisions of cover, conversations and charges."""
