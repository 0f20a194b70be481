"""One module for each figure of the README: `python -m benchmarks.<name>`, or `make bench-<name>`."""
