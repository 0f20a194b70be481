"""One module for each figure that the README states: `python -m benchmarks.<name>`, or `make bench-<name>`."""
