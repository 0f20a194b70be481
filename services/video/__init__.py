"""Films: from a finished script to something a person watches."""
