"""The processes of each side: `python -m benchmarks.jobs.roles.<side> produce|work …`."""
