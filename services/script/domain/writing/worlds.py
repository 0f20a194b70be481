"""The worlds that dreams belong to, and the words that they are known by."""

from dataclasses import dataclass
from enum import StrEnum


class World(StrEnum):
    """What a dream is about."""

    SEA = "sea"
    FLIGHT = "flight"
    SKY = "sky"
    MUSIC = "music"
    STAGE = "stage"
    DANCE = "dance"
    WORDS = "words"
    PICTURES = "pictures"
    CRAFT = "craft"
    FOOD = "food"
    GROWING = "growing"
    ANIMALS = "animals"
    TEACHING = "teaching"
    HEALING = "healing"
    RESCUE = "rescue"
    SPORT = "sport"
    WILD = "wild"
    ROAD = "road"
    SCIENCE = "science"
    PEOPLE = "people"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a world's work is done, where it ends well, and what lies about there."""

    work: tuple[str, ...]
    arrival: tuple[str, ...]
    props: tuple[str, ...]


SURROUNDINGS: dict[World, Surroundings] = {
    World.SEA: Surroundings(("harbor", "ocean"), ("ocean",), ("rope", "lantern", "small boat", "gulls")),
    World.FLIGHT: Surroundings(
        ("workshop", "field"),
        ("night_sky", "alpine"),
        ("paper plane", "propeller", "windsock"),
    ),
    World.SKY: Surroundings(
        ("laboratory", "night_sky"),
        ("space", "night_sky"),
        ("telescope", "star map", "rocket"),
    ),
    World.MUSIC: Surroundings(("studio", "workshop"), ("stage",), ("music stand", "lamp", "sheet music")),
    World.STAGE: Surroundings(("classroom", "studio"), ("stage",), ("microphone", "curtain", "spotlight")),
    World.DANCE: Surroundings(("studio", "kitchen"), ("stage",), ("mirror", "shoes", "lanterns")),
    World.WORDS: Surroundings(
        ("library", "kitchen"),
        ("library", "stage"),
        ("notebook", "pencil", "desk lamp"),
    ),
    World.PICTURES: Surroundings(
        ("studio", "workshop"),
        ("city_day", "studio"),
        ("brush", "paint pots", "easel"),
    ),
    World.CRAFT: Surroundings(("workshop",), ("village", "harbor"), ("hammer", "wood shavings", "workbench")),
    World.FOOD: Surroundings(("kitchen",), ("village", "city_day"), ("oven", "bread", "wooden spoon")),
    World.GROWING: Surroundings(
        ("garden", "field"),
        ("garden", "meadow"),
        ("seedlings", "watering can", "spade"),
    ),
    World.ANIMALS: Surroundings(("meadow", "forest"), ("meadow", "forest"), ("dog", "birds", "gate")),
    World.TEACHING: Surroundings(
        ("classroom", "library"),
        ("classroom", "village"),
        ("blackboard", "chalk", "small chairs"),
    ),
    World.HEALING: Surroundings(
        ("hospital", "classroom"),
        ("hospital", "village"),
        ("bag", "lamp", "folded sheet"),
    ),
    World.RESCUE: Surroundings(("alpine", "station"), ("alpine", "ocean"), ("rope", "helmet", "lamp")),
    World.SPORT: Surroundings(
        ("sports_ground", "field"), ("sports_ground",), ("ball", "shoes", "floodlights")
    ),
    World.WILD: Surroundings(
        ("forest", "alpine"),
        ("alpine", "forest"),
        ("rucksack", "compass", "boots", "campfire"),
    ),
    World.ROAD: Surroundings(
        ("road", "workshop"), ("road", "alpine"), ("road map", "headlights", "suitcase")
    ),
    World.SCIENCE: Surroundings(
        ("laboratory", "workshop"),
        ("laboratory",),
        ("magnifying glass", "notebook", "wires"),
    ),
    World.PEOPLE: Surroundings(
        ("kitchen", "village"),
        ("village", "garden"),
        ("long table", "cups", "open door"),
    ),
    World.SELF: Surroundings(("road", "workshop"), ("meadow", "ocean"), ("open door", "lamp", "path")),
}

_WORDS: dict[World, str] = {
    World.SEA: (
        "sea ocean marine diver dive diving ship boat sail sailing sailboat sailor captain ferry reef"
        " coral fish fishing whale whales seal seals lighthouse harbour harbor helm harbormaster tug"
        " canoe surf surfer surfing submersible island rowing row regata swim swimmer swimming wave"
        " waves underwater lifeguard kayak fjord lagoon salvage octopus"
    ),
    World.FLIGHT: (
        "fly flying plane planes aircraft helicopter glider balloon parachute paraglider aviator"
        " airline wing wings kite kites stewardess pilot"
    ),
    World.SKY: (
        "space astronaut astronaught astronomer star stars moon mars planet planets telescope rocket"
        " comet meteorite meteorites cosmonaut sky weather forecast storm storms aurora galaxy orbit sun"
    ),
    World.MUSIC: (
        "music musician sing sings singing singer song songs choir piano violin fiddle cello guitar"
        " drum drums drummer dj band orchestra conductor conduct compose composer trumpet harp flute"
        " organ oud accordion jazz opera rap rapper joik album kora sax saxophone bass taarab karaoke"
        " symphony melody violinist pianist uke ukulele bagpipes tune concert"
    ),
    World.STAGE: (
        "stage theatre theater actor actress act comedian comedy comic standup speech speak speaks"
        " speaker radio presenter host announcer commentator circus clown acrobat acrobatics magician"
        " magic film films movie movies director cinema voice puppet puppets musicals audience trapeze"
        " auctioneer storyteller ventriloquist politician president minister mayor lawyer judge referee"
    ),
    World.DANCE: (
        "burlesque cabaret"
        " dance dancer dancing dancers ballet tango salsa flamenco hiphop breakdance breakdancer waltz"
        " ballerina choreographer ballroom"
    ),
    World.WORDS: (
        "write writer writing author book books novel poem poems poet poetry journalist newspaper"
        " letters librarian library translator translate dictionary words alphabet detective read"
        " reading language languages screenwriter editor publish bookshop"
    ),
    World.PICTURES: (
        "paint painter painting draw drawing artist art illustrator photographer photograph photos"
        " photography camera design designer architect animation animator tattoo comics cartoon"
        " cartoonist mural murals sculptor sculpture fashion dresses lighting map maps cartographer"
    ),
    World.CRAFT: (
        "build builder carpenter wood wooden make maker furniture shoes shoemaker clock clocks"
        " watchmaker pottery potter ceramics glass glassblower blacksmith forge weave weaver weaving sew"
        " tailor knit bridge bridges restore restorer repair fix carve carver craft workshop lego"
        " instrument instruments luthier bell bells jewellery jewelry zellij stone mason house houses"
        " treehouse kimono quilt"
    ),
    World.FOOD: (
        "cook cooking chef bake baker bakery bread cake cakes restaurant cafe café food kitchen pastry"
        " pastries cheese soup noodle noodles pizza dumpling dumplings chocolate ice icecream tea coffee"
        " spice recipe recipes egg eggs pie pies patisserie taco tacos sushi sauce honey jam"
    ),
    World.GROWING: (
        "garden gardener farm farmer grow growing plant plants tree trees orchard flower flowers"
        " botanist seeds vineyard wine rose roses mushroom mushrooms apricots tomatoes vegetables rewild"
        " meadow rice olive olives vanilla saffron herb herbs"
    ),
    World.ANIMALS: (
        "animal animals vet veterinarian horse horses dog dogs cat cats bird birds bee bees beekeeper"
        " bug bugs insects wolf wolves goat goats sheep shepherd falcon elephant elephants zoo turtles"
        " turtle bat bats cow cows camel falconer sled reptiles dinosaur dinosaurs owl owls frog frogs"
        " butterflies"
    ),
    World.TEACHING: (
        "teach teacher school professor kids children coach university class classroom kindergarten"
        " students tutor headmaster headteacher lecturer college"
    ),
    World.HEALING: (
        "doctor nurse surgeon heal healer medicine hospital midwife therapist physio paramedic dentist"
        " hospice paediatrician pediatrician psychologist counsellor pharmacist patients prosthetics"
        " prosthetic"
    ),
    World.RESCUE: (
        "rescue firefighter fireman ambulance coastguard brave protect guard lost ranger superhero hero"
        " police"
    ),
    World.SPORT: (
        "football footballer soccer basketball tennis run runner running marathon olympic olympics"
        " champion cricket bowler goalkeeper goalie boxer boxing wrestler wrestling sumo gymnast skate"
        " skater skating cycling cyclist race racing rugby hockey judo karate chess team play player"
        " league cup medal sprinter athlete weightlifter archer archery skateboard skateboarder"
        " volleyball darts paralympic paralympics"
    ),
    World.WILD: (
        "mountain mountains mountaineer climb climber climbing everest summit avalanche ski skiing skis"
        " hike hiker hiking trail forest wilderness plateau pole arctic expedition explorer explore"
        " glacier jungle cave caves walk walking pilgrimage santiago trek"
    ),
    World.ROAD: (
        "travel traveller traveler drive driver driving truck train trains bus road rally motorbike"
        " motorcycle journey car cars world cross cycle bicycle van caravan nomad guide tour mechanic"
        " engine engines taxi bike"
    ),
    World.SCIENCE: (
        "glaciologist geologist glacier scientist researcher"
        " scientist science physicist chemist biologist biology invent inventor invention engineer"
        " engineering robot robots computer code coder coding programmer software game games"
        " mathematician math maths physics chemistry archaeologist archaeology geologist historian"
        " fossil fossils palaeontologist research researcher lab laboratory volcano volcanoes"
        " volcanologist electrician solar energy machine machines neuroscientist"
    ),
    World.PEOPLE: (
        "hotline helpline neighbourhood neighborhood volunteer"
        " mother father mum dad parent family forgive forgives friend friends home neighbour neighbours"
        " village community people party hotel shop host wedding marry love daughter son grandmother"
        " grandfather refuge shelter women together everyone"
    ),
    World.SELF: "",
}
KEYWORDS: dict[str, World] = {
    word: world for world in reversed(list(World)) for word in _WORDS[world].split()
}
"""The world that a word points to; where two claim it, the one that is listed first."""
