"""Running an installation: opening and preparing it, serving it, watching over it."""
