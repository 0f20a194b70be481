"""What authors and people do with questionnaires, and the decisions behind it."""
