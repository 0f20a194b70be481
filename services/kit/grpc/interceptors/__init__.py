"""What every call passes through, one concern a file. `services.kit.grpc.server` lists them in order."""
