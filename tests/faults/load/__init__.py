"""People who use the stack through its public API, and a record of all that they were told."""
