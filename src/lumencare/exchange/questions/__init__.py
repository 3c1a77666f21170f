"""Questions as somebody put them, typed or sent: read into facts, every wrong field named."""
