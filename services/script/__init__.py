"""Stories from answers."""
