"""`python -m services.video.worker_main`: makes films."""

from services.kit.process import run_worker
from services.kit.settings import load_settings
from services.video.bootstrap import bootstrap_worker
from services.video.settings import VideoWorkerSettings


def main() -> None:
    """Runs until SIGTERM."""
    settings = load_settings(VideoWorkerSettings)
    run_worker(settings, lambda: bootstrap_worker(settings))


if __name__ == "__main__":
    main()
