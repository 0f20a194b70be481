"""Settings that the renderer knows, by the words that people use for places."""

_WORDS: dict[str, str] = {
    "ocean": (
        "sea ocean beach shore tide tidepool tide-pool reef lagoon bay cove surf waves wave rocks"
        " underwater coast island seaside fjord lighthouse canoe dive swim swimming swam whale slipway"
        " cliff cliffs sand"
    ),
    "alpine": (
        "mountain mountains alps ridge peak summit glacier hut pass volcano crater hill hills slope"
        " cerro fell snow avalanche"
    ),
    "forest": "forest woods wood trees tree jungle mangrove pines taiga treehouse bamboo mushroom",
    "meadow": ("meadow grass pasture hives bees flowers steppe alm flower wildflowers goats sheep sheepfold"),
    "desert": "desert dunes dune oasis camel sahara atacama sands wadi plateau salt",
    "river": ("river creek stream bank canal weir lake pond waterfall dam ferry riverbank swamp delta well"),
    "city_night": "club neon nightshift night bar disco cinema karaoke rooftop skyline taxi",
    "city_day": (
        "city street market square block flat flats roof balcony bridge corner plaza apartment tower"
        " town office shop mall café cafe till supermarket bank courtyard downtown rooftops bench stairs"
        " queue counter"
    ),
    "village": (
        "village church mosque temple hamlet square fair fountain porch yard courtyard house"
        " grandmother abuela gran nan terrace veranda"
    ),
    "space": "space mars moon rocket orbit astronaut",
    "night_sky": (
        "stars star sky constellations milky aurora telescope comet meteor fireball northern"
        " planetarium observatory"
    ),
    "stage": (
        "stage theatre theater concert curtain spotlight choir audience hall musical circus opera band"
        " gig microphone podium crowd"
    ),
    "classroom": (
        "school class classroom teacher lesson desk exam exams homework college university pupils maths"
        " corridor kindergarten"
    ),
    "workshop": (
        "workshop garage shed tools bench forge mechanic factory shipyard sewing shop machine mine"
        " cannery repair warehouse depot boatyard loom basement"
    ),
    "library": (
        "library books book bookshop reading archive newspaper letters bookmobile shelf shelves study"
    ),
    "laboratory": "lab laboratory microscope experiment science observatory research",
    "kitchen": (
        "kitchen oven stove bakery bake bakes baking rolls cook cooking bread soup dinner restaurant"
        " table cafe tea pan canteen noodles dough fridge"
    ),
    "garden": (
        "garden allotment greenhouse roses tomatoes balcony pots vegetables orchard rhubarb seeds bed"
        " hedge treehouse backyard compost"
    ),
    "road": (
        "road bus truck car drive driver driving motorbike motorcycle bike bicycle highway lorry taxi"
        " van seat wheel route commute delivery cart"
    ),
    "harbor": (
        "harbour harbor quay port dock jetty pier boats boat ship ferry fishing trawler fish marina dhow"
    ),
    "station": (
        "station train trains platform airport rail railway metro underground tram ticket signal"
        " lighthouse bus-stop terminal"
    ),
    "field": ("field fields farm barn tractor harvest corn wheat rice cows paddock plough melon hay polder"),
    "studio": (
        "studio painting paint dance mirror camera recording easel bedroom room attic bed radio laptop"
        " desk sofa"
    ),
    "hospital": (
        "hospital ward nurse nurses clinic patients surgery hospice wheelchair ambulance doctor care physio"
    ),
    "sports_ground": (
        "pitch football stadium court gym track goal pool ring team training skatepark playground match"
        " climbing rink trampoline ball basketball"
    ),
}

SETTINGS: tuple[str, ...] = tuple(_WORDS)
TIMES = ("dawn", "morning", "noon", "golden_hour", "dusk", "night")
WEATHERS = ("clear", "clouds", "rain", "snow", "fog", "wind", "storm", "aurora")
MOODS = ("hopeful", "tender", "tense", "lonely", "triumphant", "playful", "calm", "awe")
CAMERAS = (
    "push_in",
    "pull_out",
    "pan_left",
    "pan_right",
    "crane_up",
    "crane_down",
    "orbit",
    "fly_over",
    "still",
)
HEROES = ("standing", "walking", "sitting", "running", "reaching", "working", "dancing", "riding", "absent")

KEYWORDS: dict[str, tuple[str, ...]] = {}
for _setting, _words in _WORDS.items():
    for _word in _words.split():
        KEYWORDS[_word] = (*KEYWORDS.get(_word, ()), _setting)

INDOORS = frozenset(
    {"stage", "classroom", "workshop", "library", "laboratory", "kitchen", "studio", "hospital", "space"}
)
"""Settings in which weather is only what stands behind a window."""
