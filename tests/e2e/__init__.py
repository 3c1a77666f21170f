"""Pages in a browser: the made-up office, served as in earnest."""
