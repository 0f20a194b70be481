"""The gRPC services of auth: protobuf to use cases and back."""
