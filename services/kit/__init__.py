"""The runtime that every service shares. It knows nothing of any domain."""
