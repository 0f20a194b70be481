"""The language model's engine: one thread batches every request, token by token."""
