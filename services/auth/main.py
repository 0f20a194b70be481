"""The auth service: `python -m services.auth.main`."""


def main() -> None:
    """Reads the settings, then answers calls until SIGTERM."""
    # Imported here, because the hashing processes import this module again and need none of it.
    from services.auth.adapters.key_folder import NoSigningKey
    from services.auth.bootstrap import bootstrap, open_keys
    from services.auth.settings import AuthSettings
    from services.kit.grpc.server import run_service
    from services.kit.settings import load_settings

    settings = load_settings(AuthSettings)
    try:
        keys = open_keys(settings.auth)
    except NoSigningKey as error:
        raise SystemExit(f"auth: {error}") from None
    run_service(settings, lambda: bootstrap(settings, keys), keys=keys)


if __name__ == "__main__":
    main()
