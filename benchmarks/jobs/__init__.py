"""The speed of the queue beside Temporal's and Celery's: `make bench-jobs`."""
