"""What people can do about their account, and the decisions behind it."""
