"""`python -m services.video.main`: the video service."""

from services.kit.grpc.server import run_service
from services.kit.settings import load_settings
from services.video.bootstrap import bootstrap_service
from services.video.settings import VideoSettings


def main() -> None:
    """Runs until SIGTERM."""
    settings = load_settings(VideoSettings)
    run_service(settings, lambda: bootstrap_service(settings))


if __name__ == "__main__":
    main()
