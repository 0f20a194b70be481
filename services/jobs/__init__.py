"""The process that keeps jobs moving: outbox relay and sweeper of every shard, and the operators' service."""
