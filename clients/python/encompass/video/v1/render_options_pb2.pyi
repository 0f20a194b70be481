from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AspectRatio(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ASPECT_RATIO_UNSPECIFIED: _ClassVar[AspectRatio]
    ASPECT_RATIO_16_9: _ClassVar[AspectRatio]
    ASPECT_RATIO_9_16: _ClassVar[AspectRatio]
    ASPECT_RATIO_1_1: _ClassVar[AspectRatio]

class Resolution(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RESOLUTION_UNSPECIFIED: _ClassVar[Resolution]
    RESOLUTION_360P: _ClassVar[Resolution]
    RESOLUTION_540P: _ClassVar[Resolution]
    RESOLUTION_720P: _ClassVar[Resolution]
    RESOLUTION_1080P: _ClassVar[Resolution]

class QualityTier(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUALITY_TIER_UNSPECIFIED: _ClassVar[QualityTier]
    QUALITY_TIER_LOW: _ClassVar[QualityTier]
    QUALITY_TIER_MEDIUM: _ClassVar[QualityTier]
    QUALITY_TIER_HIGH: _ClassVar[QualityTier]
    QUALITY_TIER_ULTRA: _ClassVar[QualityTier]

class CaptionStyle(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CAPTION_STYLE_UNSPECIFIED: _ClassVar[CaptionStyle]
    CAPTION_STYLE_CLASSIC: _ClassVar[CaptionStyle]
    CAPTION_STYLE_BOLD: _ClassVar[CaptionStyle]
    CAPTION_STYLE_KARAOKE: _ClassVar[CaptionStyle]
    CAPTION_STYLE_TRACK_ONLY: _ClassVar[CaptionStyle]

class Voice(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VOICE_UNSPECIFIED: _ClassVar[Voice]
    VOICE_LARK: _ClassVar[Voice]
    VOICE_HERON: _ClassVar[Voice]
    VOICE_WREN: _ClassVar[Voice]
ASPECT_RATIO_UNSPECIFIED: AspectRatio
ASPECT_RATIO_16_9: AspectRatio
ASPECT_RATIO_9_16: AspectRatio
ASPECT_RATIO_1_1: AspectRatio
RESOLUTION_UNSPECIFIED: Resolution
RESOLUTION_360P: Resolution
RESOLUTION_540P: Resolution
RESOLUTION_720P: Resolution
RESOLUTION_1080P: Resolution
QUALITY_TIER_UNSPECIFIED: QualityTier
QUALITY_TIER_LOW: QualityTier
QUALITY_TIER_MEDIUM: QualityTier
QUALITY_TIER_HIGH: QualityTier
QUALITY_TIER_ULTRA: QualityTier
CAPTION_STYLE_UNSPECIFIED: CaptionStyle
CAPTION_STYLE_CLASSIC: CaptionStyle
CAPTION_STYLE_BOLD: CaptionStyle
CAPTION_STYLE_KARAOKE: CaptionStyle
CAPTION_STYLE_TRACK_ONLY: CaptionStyle
VOICE_UNSPECIFIED: Voice
VOICE_LARK: Voice
VOICE_HERON: Voice
VOICE_WREN: Voice

class RenderOptions(_message.Message):
    __slots__ = ("tier", "aspect_ratio", "resolution", "frame_rate", "caption_style", "voice", "voice_speed", "without_music", "portrait_asset_id")
    TIER_FIELD_NUMBER: _ClassVar[int]
    ASPECT_RATIO_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    FRAME_RATE_FIELD_NUMBER: _ClassVar[int]
    CAPTION_STYLE_FIELD_NUMBER: _ClassVar[int]
    VOICE_FIELD_NUMBER: _ClassVar[int]
    VOICE_SPEED_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_MUSIC_FIELD_NUMBER: _ClassVar[int]
    PORTRAIT_ASSET_ID_FIELD_NUMBER: _ClassVar[int]
    tier: QualityTier
    aspect_ratio: AspectRatio
    resolution: Resolution
    frame_rate: int
    caption_style: CaptionStyle
    voice: Voice
    voice_speed: float
    without_music: bool
    portrait_asset_id: str
    def __init__(self, tier: _Optional[_Union[QualityTier, str]] = ..., aspect_ratio: _Optional[_Union[AspectRatio, str]] = ..., resolution: _Optional[_Union[Resolution, str]] = ..., frame_rate: _Optional[int] = ..., caption_style: _Optional[_Union[CaptionStyle, str]] = ..., voice: _Optional[_Union[Voice, str]] = ..., voice_speed: _Optional[float] = ..., without_music: _Optional[bool] = ..., portrait_asset_id: _Optional[str] = ...) -> None: ...
