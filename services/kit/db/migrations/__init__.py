"""One history for the directory, one for the shards, and the runner that applies them."""
