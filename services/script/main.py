"""The script service."""

from functools import partial

from services.kit.grpc.server import run_service
from services.kit.settings import load_settings
from services.script.bootstrap import bootstrap
from services.script.settings import ScriptSettings


def main() -> None:
    """Answers calls until SIGTERM."""
    settings = load_settings(ScriptSettings)
    run_service(settings, partial(bootstrap, settings))


if __name__ == "__main__":
    main()
