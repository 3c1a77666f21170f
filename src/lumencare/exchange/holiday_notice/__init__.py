"""Holiday notices as people paste them: the State Council's wording, or a table of days."""
