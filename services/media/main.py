"""`python -m services.media.main`: the media service."""

from services.kit.grpc.server import run_service
from services.kit.settings import load_settings
from services.media.bootstrap import bootstrap
from services.media.settings import MediaSettings


def main() -> None:
    """Runs until SIGTERM."""
    settings = load_settings(MediaSettings)
    run_service(settings, lambda: bootstrap(settings))


if __name__ == "__main__":
    main()
