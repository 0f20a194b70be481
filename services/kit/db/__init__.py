"""Databases: one engine per shard, the router between them, and the unit of work."""
