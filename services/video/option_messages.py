"""Render options as the contract says them."""

import uuid
from collections.abc import Mapping
from typing import TypeVar

from encompass.video.v1 import render_options_pb2 as options_pb2
from encompass.video.v1 import video_pb2

from services.video.domain.caption_style import CaptionStyle
from services.video.domain.options import PROFILES, Aspect, RenderOptions, Resolution, Tier
from services.video.domain.sound_options import SoundOptions, VoiceName
from services.video.look_messages import choice_message, choice_of
from services.video.use_cases.choices import Wish

Word = TypeVar("Word")
Meaning = TypeVar("Meaning")

_TIERS = {
    options_pb2.QUALITY_TIER_LOW: Tier.LOW,
    options_pb2.QUALITY_TIER_MEDIUM: Tier.MEDIUM,
    options_pb2.QUALITY_TIER_HIGH: Tier.HIGH,
    options_pb2.QUALITY_TIER_ULTRA: Tier.ULTRA,
}
_ASPECTS = {
    options_pb2.ASPECT_RATIO_16_9: Aspect.WIDE,
    options_pb2.ASPECT_RATIO_9_16: Aspect.TALL,
    options_pb2.ASPECT_RATIO_1_1: Aspect.SQUARE,
}
_RESOLUTIONS = {
    options_pb2.RESOLUTION_360P: Resolution.P360,
    options_pb2.RESOLUTION_540P: Resolution.P540,
    options_pb2.RESOLUTION_720P: Resolution.P720,
    options_pb2.RESOLUTION_1080P: Resolution.P1080,
}
_CAPTIONS = {
    options_pb2.CAPTION_STYLE_CLASSIC: CaptionStyle.CLASSIC,
    options_pb2.CAPTION_STYLE_BOLD: CaptionStyle.BOLD,
    options_pb2.CAPTION_STYLE_KARAOKE: CaptionStyle.KARAOKE,
    options_pb2.CAPTION_STYLE_TRACK_ONLY: None,
}
_VOICES = {
    options_pb2.VOICE_LARK: VoiceName.LARK,
    options_pb2.VOICE_HERON: VoiceName.HERON,
    options_pb2.VOICE_WREN: VoiceName.WREN,
}


def wish_of(
    message: options_pb2.RenderOptions,
    video_format: video_pb2.VideoFormat = video_pb2.VIDEO_FORMAT_UNSPECIFIED,
) -> Wish:
    """What is asked for; `video_format` counts where the options name neither tier nor resolution."""
    tier, resolution = _TIERS.get(message.tier), _RESOLUTIONS.get(message.resolution)
    if tier is None and resolution is None:
        if video_format == video_pb2.VIDEO_FORMAT_SMALL:
            tier = Tier.LOW
        elif video_format == video_pb2.VIDEO_FORMAT_HD:
            resolution = Resolution.P720
    return Wish(
        tier=tier,
        aspect=_ASPECTS.get(message.aspect_ratio, Aspect.WIDE),
        resolution=resolution,
        fps=message.frame_rate or None,
        captions=_CAPTIONS.get(message.caption_style, CaptionStyle.CLASSIC),
        sound=SoundOptions(
            voice=_VOICES.get(message.voice, VoiceName.LARK),
            speed=round(message.voice_speed, 3) or 1.0,
            music=not message.without_music,
        ),
        portrait_asset_id=uuid.UUID(message.portrait_asset_id) if message.portrait_asset_id else None,
        look=choice_of(message.look),
    )


def options_of(
    message: options_pb2.RenderOptions,
    video_format: video_pb2.VideoFormat = video_pb2.VIDEO_FORMAT_UNSPECIFIED,
) -> RenderOptions:
    """Options that were settled when the film was asked for; the usual ones where there were none yet."""
    wish = wish_of(message, video_format)
    tier = wish.tier or Tier.MEDIUM
    return RenderOptions(
        tier=tier,
        aspect=wish.aspect,
        resolution=wish.resolution or PROFILES[tier].resolution,
        fps=wish.fps or PROFILES[tier].fps,
        captions=wish.captions,
        sound=wish.sound,
        portrait_asset_id=wish.portrait_asset_id,
        look=wish.look,
    )


def options_message(options: RenderOptions) -> options_pb2.RenderOptions:
    """Options with every field said."""
    return options_pb2.RenderOptions(
        tier=_said(_TIERS, options.tier),
        aspect_ratio=_said(_ASPECTS, options.aspect),
        resolution=_said(_RESOLUTIONS, options.resolution),
        frame_rate=options.fps,
        caption_style=_said(_CAPTIONS, options.captions),
        voice=_said(_VOICES, options.sound.voice),
        voice_speed=options.sound.speed,
        without_music=not options.sound.music,
        portrait_asset_id=str(options.portrait_asset_id or ""),
        look=choice_message(options.look),
    )


def _said(words: Mapping[Word, Meaning], meaning: Meaning) -> Word:
    return next(word for word, each in words.items() if each == meaning)
