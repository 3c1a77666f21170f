"""Pages of organizations, sites, systems, their people and papers."""
