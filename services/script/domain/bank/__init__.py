"""The authored scenes that stories are made from."""
