"""Pages of the service desk."""
