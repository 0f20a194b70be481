"""Wake-ups between processes, over core NATS: fast, and never the truth."""

from services.kit.bus.nats_bus import NatsBus, open_bus
from services.kit.bus.port import Bus, watch_subject

__all__ = ["Bus", "NatsBus", "open_bus", "watch_subject"]
