"""Packets of sound that lie in a file, however many they are."""

import os
import tempfile
import weakref
from array import array
from collections.abc import Sequence
from typing import overload

from services.video.film.fmp4 import AudioPacket


class PacketFile(Sequence[AudioPacket]):
    """Packets in the order in which they were added.

    Their data lies in a file without a name, which is gone with this object or with the process. In memory is
    only where each begins and ends: 50 KiB for a minute of sound. One thread may add while others read what
    was added before.
    """

    def __init__(self) -> None:
        """
        Raises:
            OSError: there is no room for files.
        """
        self._file = tempfile.TemporaryFile(prefix="encompass-sound-", buffering=0)  # noqa: SIM115 - closed with this object
        weakref.finalize(self, self._file.close)
        self._starts = array("Q")
        self._samples = array("H")
        self._ends = array("Q")

    def add(self, packet: AudioPacket) -> None:
        """Adds a packet behind the others.

        Raises:
            OSError: the disk is full.
        """
        place = self._ends[-1] if self._ends else 0
        data = memoryview(packet.data)
        while data:
            written = os.pwrite(self._file.fileno(), data, place)
            data, place = data[written:], place + written
        self._starts.append(packet.start)
        self._samples.append(packet.samples)
        # Last, since it is what counts.
        self._ends.append(place)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> AudioPacket: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[AudioPacket]: ...

    def __getitem__(self, index: int | slice) -> AudioPacket | Sequence[AudioPacket]:
        places = range(len(self))
        if isinstance(index, slice):
            return [self._read(place) for place in places[index]]
        return self._read(places[index])

    def _read(self, place: int) -> AudioPacket:
        start = self._ends[place - 1] if place else 0
        data = os.pread(self._file.fileno(), self._ends[place] - start, start)
        return AudioPacket(data, self._starts[place], self._samples[place])
