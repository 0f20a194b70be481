"""gRPC: the server, its interceptors, and channels to other services."""
