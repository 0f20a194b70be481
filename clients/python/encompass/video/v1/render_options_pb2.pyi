from buf.validate import validate_pb2 as _validate_pb2
from encompass.script.v1 import script_pb2 as _script_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
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

class HeroBuild(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HERO_BUILD_UNSPECIFIED: _ClassVar[HeroBuild]
    HERO_BUILD_SLIGHT: _ClassVar[HeroBuild]
    HERO_BUILD_AVERAGE: _ClassVar[HeroBuild]
    HERO_BUILD_BROAD: _ClassVar[HeroBuild]

class HeroDress(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HERO_DRESS_UNSPECIFIED: _ClassVar[HeroDress]
    HERO_DRESS_COAT: _ClassVar[HeroDress]
    HERO_DRESS_DRESS: _ClassVar[HeroDress]
    HERO_DRESS_SUIT: _ClassVar[HeroDress]
    HERO_DRESS_SHIRT: _ClassVar[HeroDress]
    HERO_DRESS_WORKWEAR: _ClassVar[HeroDress]
    HERO_DRESS_SPORTSWEAR: _ClassVar[HeroDress]
    HERO_DRESS_ROBE: _ClassVar[HeroDress]

class HeroHair(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HERO_HAIR_UNSPECIFIED: _ClassVar[HeroHair]
    HERO_HAIR_SHORT: _ClassVar[HeroHair]
    HERO_HAIR_LONG: _ClassVar[HeroHair]
    HERO_HAIR_CURLY: _ClassVar[HeroHair]
    HERO_HAIR_BUN: _ClassVar[HeroHair]
    HERO_HAIR_BALD: _ClassVar[HeroHair]
    HERO_HAIR_HEADSCARF: _ClassVar[HeroHair]
    HERO_HAIR_HAT: _ClassVar[HeroHair]
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
HERO_BUILD_UNSPECIFIED: HeroBuild
HERO_BUILD_SLIGHT: HeroBuild
HERO_BUILD_AVERAGE: HeroBuild
HERO_BUILD_BROAD: HeroBuild
HERO_DRESS_UNSPECIFIED: HeroDress
HERO_DRESS_COAT: HeroDress
HERO_DRESS_DRESS: HeroDress
HERO_DRESS_SUIT: HeroDress
HERO_DRESS_SHIRT: HeroDress
HERO_DRESS_WORKWEAR: HeroDress
HERO_DRESS_SPORTSWEAR: HeroDress
HERO_DRESS_ROBE: HeroDress
HERO_HAIR_UNSPECIFIED: HeroHair
HERO_HAIR_SHORT: HeroHair
HERO_HAIR_LONG: HeroHair
HERO_HAIR_CURLY: HeroHair
HERO_HAIR_BUN: HeroHair
HERO_HAIR_BALD: HeroHair
HERO_HAIR_HEADSCARF: HeroHair
HERO_HAIR_HAT: HeroHair

class HeroLook(_message.Message):
    __slots__ = ("build", "dress", "hair", "skin_tone", "accent_hue", "aid")
    BUILD_FIELD_NUMBER: _ClassVar[int]
    DRESS_FIELD_NUMBER: _ClassVar[int]
    HAIR_FIELD_NUMBER: _ClassVar[int]
    SKIN_TONE_FIELD_NUMBER: _ClassVar[int]
    ACCENT_HUE_FIELD_NUMBER: _ClassVar[int]
    AID_FIELD_NUMBER: _ClassVar[int]
    build: HeroBuild
    dress: HeroDress
    hair: HeroHair
    skin_tone: int
    accent_hue: int
    aid: _script_pb2.HeroAid
    def __init__(self, build: _Optional[_Union[HeroBuild, str]] = ..., dress: _Optional[_Union[HeroDress, str]] = ..., hair: _Optional[_Union[HeroHair, str]] = ..., skin_tone: _Optional[int] = ..., accent_hue: _Optional[int] = ..., aid: _Optional[_Union[_script_pb2.HeroAid, str]] = ...) -> None: ...

class RenderOptions(_message.Message):
    __slots__ = ("tier", "aspect_ratio", "resolution", "frame_rate", "caption_style", "voice", "voice_speed", "without_music", "portrait_asset_id", "look")
    TIER_FIELD_NUMBER: _ClassVar[int]
    ASPECT_RATIO_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    FRAME_RATE_FIELD_NUMBER: _ClassVar[int]
    CAPTION_STYLE_FIELD_NUMBER: _ClassVar[int]
    VOICE_FIELD_NUMBER: _ClassVar[int]
    VOICE_SPEED_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_MUSIC_FIELD_NUMBER: _ClassVar[int]
    PORTRAIT_ASSET_ID_FIELD_NUMBER: _ClassVar[int]
    LOOK_FIELD_NUMBER: _ClassVar[int]
    tier: QualityTier
    aspect_ratio: AspectRatio
    resolution: Resolution
    frame_rate: int
    caption_style: CaptionStyle
    voice: Voice
    voice_speed: float
    without_music: bool
    portrait_asset_id: str
    look: HeroLook
    def __init__(self, tier: _Optional[_Union[QualityTier, str]] = ..., aspect_ratio: _Optional[_Union[AspectRatio, str]] = ..., resolution: _Optional[_Union[Resolution, str]] = ..., frame_rate: _Optional[int] = ..., caption_style: _Optional[_Union[CaptionStyle, str]] = ..., voice: _Optional[_Union[Voice, str]] = ..., voice_speed: _Optional[float] = ..., without_music: _Optional[bool] = ..., portrait_asset_id: _Optional[str] = ..., look: _Optional[_Union[HeroLook, _Mapping]] = ...) -> None: ...
