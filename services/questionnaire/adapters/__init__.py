"""Documents on disk and responses in Postgres."""
