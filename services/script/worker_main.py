"""The worker that writes scripts."""

from functools import partial

from services.kit.process import run_worker
from services.kit.settings import load_settings
from services.script.bootstrap import bootstrap_worker
from services.script.settings import ScriptWorkerSettings


def main() -> None:
    """Writes until SIGTERM."""
    settings = load_settings(ScriptWorkerSettings)
    run_worker(settings, partial(bootstrap_worker, settings))


if __name__ == "__main__":
    main()
