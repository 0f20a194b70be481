"""A shard on two instances: a primary and a synchronous standby that takes over when the primary dies.

The one promise: a write that was acknowledged is there after any failover. In production an operator
(CloudNativePG) keeps it; here the supervisor does, by the same rules.
"""
