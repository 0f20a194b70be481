"""Which designs a setting has; the seed picks one."""

from __future__ import annotations

from collections.abc import Callable

from cinematic.homes import bakery, kitchen_home, restaurant
from cinematic.hospitals import hospital_corridor, hospital_room, hospital_ward
from cinematic.makers import garage, joinery, pottery
from cinematic.rooms import Room
from cinematic.schools import (
    classroom_afternoon,
    classroom_rows,
    classroom_village,
    library_aisle,
    library_hall,
    library_nook,
)
from cinematic.sciences import laboratory_glass, laboratory_robots, laboratory_screens
from cinematic.spec import Setting
from cinematic.stations import station_hall, station_platform, station_underground
from cinematic.studios import dance_hall, painters_loft, recording

Design = Callable[[Room], None]

DESIGNS: dict[Setting, tuple[Design, ...]] = {
    Setting.CLASSROOM: (classroom_rows, classroom_afternoon, classroom_village),
    Setting.WORKSHOP: (joinery, garage, pottery),
    Setting.LIBRARY: (library_aisle, library_hall, library_nook),
    Setting.LABORATORY: (laboratory_glass, laboratory_screens, laboratory_robots),
    Setting.KITCHEN: (kitchen_home, bakery, restaurant),
    Setting.STATION: (station_hall, station_platform, station_underground),
    Setting.STUDIO: (painters_loft, recording, dance_hall),
    Setting.HOSPITAL: (hospital_corridor, hospital_room, hospital_ward),
}
