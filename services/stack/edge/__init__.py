"""The edge: Envoy's configuration, written from templates, and the part that runs it."""
