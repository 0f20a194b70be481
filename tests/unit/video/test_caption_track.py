"""Captions as a track of HLS: cut as the film is, in time with it, growing with it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.video.domain.caption_track import caption_segments
from services.video.domain.captions import Cue, Word, vtt_time, web_vtt
from services.video.domain.language import language_tag, own_name
from services.video.domain.options import RenderOptions
from services.video.domain.playlist import CaptionTrack, Variant, caption_playlist, multivariant_playlist
from services.video.domain.timeline import SEGMENT_MS

VARIANTS = [
    Variant("full", 1280, 720, 24, "avc1.64001f", [1]),
    Variant("small", 640, 360, 24, "avc1.64001e", [1]),
]
TRACK = CaptionTrack("index.m3u8?variant=PLAYLIST_VARIANT_CAPTIONS", "en-GB")


def cue(text: str, start_ms: int, end_ms: int) -> Cue:
    return Cue((tuple(Word(word, start_ms, end_ms) for word in text.split()),), start_ms, end_ms)


def test_a_cue_that_crosses_a_border_is_in_both_segments_as_the_same_cue() -> None:
    first, second, third = caption_segments(
        [[cue("Low tide.", 500, 1500)], [cue("It turns.", 1800, 2400)]], 3
    )
    assert "Low tide." in first
    assert "Low tide." not in second
    crossing = "2\n00:00:01.800 --> 00:00:02.400\nIt turns.\n"
    assert first.endswith(crossing)
    assert second.endswith(crossing)
    assert "-->" not in third, "nobody speaks"


def test_a_cue_that_ends_at_a_border_is_not_in_the_next_segment() -> None:
    first, second = caption_segments([[cue("Low tide.", 500, SEGMENT_MS)]], 2)
    assert "-->" in first
    assert "-->" not in second


def test_every_segment_says_that_its_clock_is_the_films() -> None:
    for segment in caption_segments([[cue("Low tide.", 500, 1500)]], 2):
        head = segment.split("\n\n")[0].rstrip("\n").split("\n")
        assert head[0] == "WEBVTT"
        clocks = re.fullmatch(r"X-TIMESTAMP-MAP=LOCAL:(\d\d):(\d\d):(\d\d)\.(\d{3}),MPEGTS:(\d+)", head[1])
        assert clocks is not None
        hours, minutes, seconds, millis, ticks = map(int, clocks.groups())
        assert ((hours * 60 + minutes) * 60 + seconds) * 90_000 + millis * 90 == ticks
        assert ticks > 0, "hls.js takes 0 for none"


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 5000)), min_size=1, max_size=30))
def test_the_segments_together_are_the_captions_of_the_film(gaps: list[tuple[int, int]]) -> None:
    cues: list[Cue] = []
    for gap, length in gaps:
        start = (cues[-1].end_ms if cues else 0) + gap
        cues.append(cue(f"Word {len(cues)}", start, start + length))
    count = -(-cues[-1].end_ms // SEGMENT_MS)
    segments = caption_segments([cues[:3], cues[3:]], count)
    assert len(segments) == count
    blocks = {block for segment in segments for block in segment.strip().split("\n\n")[1:]}
    assert blocks == set(web_vtt(cues).strip().split("\n\n")[1:])
    for index, segment in enumerate(segments):
        start, end = index * SEGMENT_MS, (index + 1) * SEGMENT_MS
        for each in cues:
            times = f"{vtt_time(each.start_ms)} --> {vtt_time(each.end_ms)}"
            assert (times in segment) == (each.start_ms < end and each.end_ms > start)


def test_the_playlist_of_the_captions_grows_as_the_films_does() -> None:
    growing = caption_playlist(["0.vtt", "1.vtt"], finished=False)
    finished = caption_playlist(["0.vtt", "1.vtt", "2.vtt"], finished=True)
    lines = growing.splitlines()
    assert lines[0] == "#EXTM3U"
    assert "#EXT-X-PLAYLIST-TYPE:EVENT" in lines
    assert "#EXT-X-TARGETDURATION:2" in lines, "as the film's: RFC 8216, 6.2.4"
    assert "#EXT-X-ENDLIST" not in lines
    assert "EXT-X-MAP" not in growing, "WebVTT needs no init segment"
    assert re.findall(r"#EXTINF:2\.000,\n(\S+)", growing) == ["0.vtt", "1.vtt"]
    assert finished == growing + "#EXTINF:2.000,\n2.vtt\n#EXT-X-ENDLIST\n"


def test_captions_are_a_rendition_that_every_variant_names() -> None:
    text = multivariant_playlist(VARIANTS, TRACK)
    (media,) = [line for line in text.splitlines() if line.startswith("#EXT-X-MEDIA:")]
    said = dict(re.findall(r'([A-Z-]+)=("[^"]*"|[^,]*)', media.partition(":")[2]))
    assert said == {
        "TYPE": "SUBTITLES",
        "GROUP-ID": '"captions"',
        "NAME": '"English"',
        "LANGUAGE": '"en-GB"',
        "DEFAULT": "YES",
        "AUTOSELECT": "YES",
        "FORCED": "NO",
        "CHARACTERISTICS": '"public.accessibility.transcribes-spoken-dialog"',
        "URI": f'"{TRACK.url}"',
    }
    variants = [line for line in text.splitlines() if line.startswith("#EXT-X-STREAM-INF:")]
    assert len(variants) == 2
    assert all(line.endswith(',SUBTITLES="captions"') for line in variants)


def test_captions_in_the_picture_are_no_rendition() -> None:
    assert RenderOptions().captions is not None
    assert "SUBTITLES" not in multivariant_playlist(VARIANTS)


@pytest.mark.parametrize(
    ("told", "tag"),
    [
        ("", "en"),
        ("en-GB", "en-GB"),
        ("zh-Hans-CN", "zh-Hans-CN"),
        ('en",URI="x', "und"),
        ("en\nx", "und"),
        ("e", "und"),
    ],
)
def test_a_language_is_a_tag_or_nothing_that_could_break_out_of_a_playlist(told: str, tag: str) -> None:
    assert language_tag(told) == tag


def test_a_language_is_listed_by_its_own_name_or_by_its_tag() -> None:
    assert [own_name(tag) for tag in ("en", "EN-au", "nl")] == ["English", "English", "nl"]
