"""The last steps of a film: its poster, then its files."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from importlib.metadata import version

from encompass.jobs.v1.video_job_pb2 import FilmStep, PosterStep, SegmentStep
from encompass.video.v1 import video_pb2

from services.kit.db.unit_of_work import Tx
from services.video.domain import storage
from services.video.domain.captions import Cue, web_vtt
from services.video.domain.chapters import Chapter, chapters_vtt
from services.video.domain.provenance import MadeOf, Shows, hashed
from services.video.domain.thumbnails import plan_sheet
from services.video.domain.timeline import SEGMENT_MS, SceneTiming, Timeline
from services.video.domain.video import Rendition, RenditionKind
from services.video.messages import RENDITION_KINDS
from services.video.ports import FrameChunk
from services.video.use_cases.fingerprints import PICTURES, VOICES
from services.video.use_cases.pictures import still_indices
from services.video.use_cases.production import (
    IMMUTABLE,
    JOINING_TIME,
    POSTER_TIME,
    FilmOrder,
    Production,
    segment_step,
)
from services.video.use_cases.workspace import workspace


async def paint_poster(
    production: Production, stills: Sequence[FrameChunk], timing: SceneTiming
) -> PosterStep:
    """The film's poster, of stills that passed by, or else rendered anew."""
    order = production.order

    async def work() -> PosterStep:
        frames = stills or await _stills_anew(production, timing)
        studio = production.crew.studio
        painted = await studio.poster(frames, order.picture, title=order.title, name=order.name)
        picture = await studio.sign_picture(painted, storage.JPEG, _made_of(order), Shows.POSTER)
        key = storage.poster_key(order.video_id)
        await production.put(key, picture, storage.JPEG)
        return PosterStep(blob_key=key, size_bytes=len(picture))

    return await production.job.step("poster", work, PosterStep, time_limit=POSTER_TIME)


async def finish_film(
    production: Production, poster: PosterStep, timeline: Timeline, cues: Sequence[Sequence[Cue]]
) -> None:
    """Joins the segments into one file, and writes the captions."""
    order, crew = production.order, production.crew
    chapters = [
        Chapter(scene.title, timing.start_ms, timing.start_ms + timing.duration_ms)
        for scene, timing in zip(order.scenes, timeline.scenes, strict=True)
    ]
    made_of = _made_of(order)
    sheet = plan_sheet(timeline.duration_ms, order.picture.width, order.picture.height)

    async def work() -> FilmStep:
        with workspace() as folder:
            film = folder / "film.mp4"
            await crew.studio.join(_parts(production, timeline), film, chapters)
            await crew.studio.sign(film, made_of)
            size = film.stat().st_size
            await crew.blobs.put(storage.film_key(order.video_id), film, storage.MP4, cache_control=IMMUTABLE)
            thumbnails = await crew.studio.thumbnails(film, sheet)
            preview = await crew.studio.preview(film, [_middle(timing) for timing in timeline.scenes])
        thumbnails = await crew.studio.sign_picture(thumbnails, storage.JPEG, made_of, Shows.THUMBNAILS)
        preview = await crew.studio.sign_picture(preview, storage.WEBP, made_of, Shows.PREVIEW)
        captions = web_vtt([cue for scene in cues for cue in scene]).encode()
        files = [
            Rendition(RenditionKind.MP4, storage.MP4, size, storage.film_key(order.video_id)),
            Rendition(RenditionKind.POSTER, storage.JPEG, poster.size_bytes, poster.blob_key),
        ]
        for kind, content_type, key, data in (
            (RenditionKind.CAPTIONS, storage.WEB_VTT, storage.captions_key, captions),
            (RenditionKind.CHAPTERS, storage.WEB_VTT, storage.chapters_key, chapters_vtt(chapters).encode()),
            (RenditionKind.PREVIEW, storage.WEBP, storage.preview_key, preview),
            (RenditionKind.THUMBNAILS, storage.JPEG, storage.thumbnails_key, thumbnails),
        ):
            await production.put(key(order.video_id), data, content_type)
            files.append(Rendition(kind, content_type, len(data), key(order.video_id)))
        return _as_step(files)

    async def apply(tx: Tx, step: FilmStep) -> None:
        await crew.videos(tx).add_renditions(order.video_id, _as_renditions(step))
        crew.announce(tx, order.video_id)

    await production.job.step("film", work, FilmStep, apply=apply, time_limit=JOINING_TIME)


def _made_of(order: FilmOrder) -> MadeOf:
    voice = order.options.sound.voice.value
    return MadeOf(
        title=order.title,
        version=version("encompass-platform"),
        script_id_sha256=hashed([str(order.script_id)]),
        text_sha256=hashed(scene.narration for scene in order.scenes),
        models=(("scene_video", str(PICTURES)), (f"narrator/{voice}", str(VOICES))),
        shows_a_person=order.options.portrait_asset_id is not None,
    )


def _middle(timing: SceneTiming) -> int:
    """When the segment in the middle of a scene begins."""
    return timing.start_ms + timing.segment_count // 2 * SEGMENT_MS


async def _stills_anew(production: Production, timing: SceneTiming) -> Sequence[FrameChunk]:
    stills = tuple(sorted(still_indices(timing.frame_count)))
    request = replace(production.frames_of(timing.index, timing.frame_count), indices=stills)
    return [chunk.kept() async for chunk in production.crew.renderer.frames(request)]


async def _parts(production: Production, timeline: Timeline) -> AsyncIterator[bytes]:
    yield await production.get(storage.init_key(production.order.video_id))
    for scene in timeline.scenes:
        for number in range(scene.segment_count):
            step = production.job.finished_step(segment_step(scene.index, number), SegmentStep)
            if step is None:
                raise RuntimeError(f"segment {number} of scene {scene.index} isn't there")
            yield await production.get(step.blob_key)


def _as_step(renditions: Sequence[Rendition]) -> FilmStep:
    return FilmStep(
        renditions=[
            video_pb2.Rendition(
                kind=RENDITION_KINDS[each.kind], content_type=each.content_type, size_bytes=each.size_bytes
            )
            for each in renditions
        ],
        blob_keys=[each.blob_key for each in renditions],
    )


def _as_renditions(step: FilmStep) -> list[Rendition]:
    kinds = {number: kind for kind, number in RENDITION_KINDS.items()}
    return [
        Rendition(kinds[each.kind], each.content_type, each.size_bytes, key)
        for each, key in zip(step.renditions, step.blob_keys, strict=True)
    ]
