"""Engineers, their skills and absences, and their visits."""
