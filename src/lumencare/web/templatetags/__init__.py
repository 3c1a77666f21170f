"""Words, figures and shapes for templates."""
