"""`python -m services.jobs.main`: outbox relay and sweeper of every shard, and the operators' service."""

from services.jobs.bootstrap import bootstrap
from services.jobs.settings import JobsSettings
from services.kit.grpc.server import run_service
from services.kit.settings import load_settings


def main() -> None:
    """Runs until SIGTERM."""
    settings = load_settings(JobsSettings)
    run_service(settings, lambda: bootstrap(settings))


if __name__ == "__main__":
    main()
