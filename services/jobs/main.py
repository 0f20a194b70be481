"""`python -m services.jobs.main`: the outbox relay and the sweeper of every shard."""

from services.jobs.bootstrap import bootstrap
from services.jobs.settings import JobsSettings
from services.kit.process import run_worker
from services.kit.settings import load_settings


def main() -> None:
    """Runs until SIGTERM."""
    settings = load_settings(JobsSettings)
    run_worker(settings, lambda: bootstrap(settings))


if __name__ == "__main__":
    main()
