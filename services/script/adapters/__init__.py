"""Where the script domain meets databases, models and other services."""
