"""The offer, the calendar and the places as files, and the loaders that turn them into facts."""
