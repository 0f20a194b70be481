"""Which drawing a story's words for a thing get, by their head noun. Standard library only."""

from __future__ import annotations

import re
from functools import cache

from cinematic.look import Animal, Companion
from cinematic.prop_shapes import entries

DRAWN = frozenset(line.split(None, 1)[0] for line in entries())

_SYNONYMS = """
book: atlas dictionary guidebook textbook album bible diary novel cookbook
notebook: ledger journal logbook sketchbook exercise register
letter: envelope postcard invitation telegram
paper: page sheet form list note recipe drawing sketch poster script label receipt plan menu leaflet
newspaper: magazine crossword
map: chart
pencil: crayon chalk stub
pen: marker
brush: paintbrush toothbrush roller
key: keys padlock
coin: coins button penny
ring: bracelet necklace beads earring thimble
cup: mug teacup tea coffee saucer
teapot: jug pitcher urn
bowl: basin dish soup
pot: cauldron saucepan
pan: skillet
spoon: whisk spatula
plate: tray platter
bottle: flask thermos vial
jar: honey jam pickles tank
tin: can canister
box: chest matches
parcel: present gift package
bread: loaf dough bun toast baguette
cake: pie birthday
egg: eggs
apple: orange pear lemon peach tomato mango fruit apples oranges potato onion turnip
flower: rose bouquet sunflower daisy tulip flowers
seedling: sprout plant seed cactus shoot leaf
feather: quill
stone: pebble rock brick fossil
shell: seashell conch
watch: wristwatch stopwatch timer
clock: alarm
sandglass: hourglass
photograph: photo picture
frame: painting canvas
telephone: phone mobile smartphone
laptop: computer tablet screen keyboard
radio: transistor stereo
microphone: mic
headphones: headset
torch: flashlight headlamp
lantern: lanterns
bell: gong
medal: badge rosette
trophy: prize
ticket: pass card
hammer: mallet
spanner: wrench screwdriver drill pliers tool
nail: screw bolt pin hook
ruler: rule
needle: thread
string: wool yarn reel line
cloth: towel apron scarf shirt handkerchief blanket duster napkin sheets jumper coat jacket
gloves: glove mitten mittens sock
hat: cap helmet beret bonnet
glasses: goggles spectacles
ball: basketball volleyball tennis
racket: bat
trumpet: trombone horn tuba saxophone
flute: recorder clarinet harmonica
violin: fiddle viola
guitar: ukulele banjo
accordion: concertina
drum: tambourine
paperplane: glider
robot: toy doll puppet
suitcase: briefcase case luggage trunk
bag: backpack satchel schoolbag rucksack purse handbag pouch bundle
bucket: pail
basket: hamper
rope: cable chain lead leash hose harness
net: fishingnet
toolbox: toolkit tools
stick: staff cane pole branch baton
spade: shovel hoe
axe: hatchet
oar: paddle
flag: banner pennant
fishingrod: rod
chair: seat
armchair: sofa couch
table: counter tablecloth
desk: workbench
bench: pew
bed: mattress hammock
lamp: light bulb
streetlamp: lamppost
fire: campfire bonfire fireplace flames
door: doorway
fence: railing hedge barrier
ladder: stepladder
crate: crates barrel pallet
boxes: cardboard
sack: sandbag flour
pots: flowerpot flowerpots
shoes: shoe slippers trainers sneakers sandals heels skates
boots: boot wellingtons
piano: organ
blackboard: chalkboard whiteboard board scoreboard noticeboard
globe: planet
telescope: binoculars
scales: scale balance
sewingmachine: loom
wheel: tyre tire
barrow: wheelbarrow
cart: trolley wagon pram
bicycle: bike tricycle
motorbike: scooter motorcycle
sled: sledge toboggan
boat: canoe dinghy rowboat raft kayak sailboat ferry ship
lifebuoy: buoy
tent: shelter
signpost: crossroads
sign: notice placard
letterbox: mailbox postbox
stall: kiosk
bush: shrub vine
pumpkin: marrow gourd
car: taxi cab
van: ambulance truck lorry minibus
bus: tram coach
"""

_COMPOUNDS = {
    "street lamp": "streetlamp",
    "lamp post": "streetlamp",
    "watering can": "wateringcan",
    "oil can": "tin",
    "paper plane": "paperplane",
    "paper boat": "paperboat",
    "paper bag": "bag",
    "paper lantern": "lantern",
    "music stand": "musicstand",
    "lamp stand": "lamp",
    "microphone stand": "micstand",
    "bus stop": "busstop",
    "market stall": "stall",
    "sewing machine": "sewingmachine",
    "fishing rod": "fishingrod",
    "life ring": "lifebuoy",
    "life jacket": "cloth",
    "tin can": "tin",
    "flower pot": "pots",
    "flower bed": "bush",
    "full glass": "glass",
    "magnifying glass": "magnifier",
    "ticket machine": "sign",
    "apple tree": "tree",
    "phone box": "door",
    "paint pot": "tin",
    "paint pots": "tin",
    "drum kit": "drums",
    "boxing gloves": "gloves",
    "ice cream van": "van",
    "fire truck": "van",
    "toy boat": "paperboat",
    "side table": "sidetable",
    "bedside table": "sidetable",
    "coffee table": "sidetable",
    "tape measure": "string",
    "measuring tape": "string",
    "road sign": "sign",
    "traffic cone": "sign",
    "swimming goggles": "glasses",
    "reading glasses": "glasses",
    "guide dog": "dog",
}
_PLURAL_DRAWINGS = {
    "book": "books",
    "box": "boxes",
    "candle": "candles",
    "flowerpot": "pots",
    "drum": "drums",
}
_ANIMALS = {
    "dog": "dog puppy sheepdog terrier hound",
    "cat": "cat kitten",
    "horse": "horse pony mare foal",
    "bird": "bird pigeon gull seagull sparrow crow magpie swallow robin wren owl hawk parrot tern dove raven",
    "donkey": "donkey mule",
    "goat": "goat kid",
    "sheep": "sheep lamb",
    "cow": "cow calf ox buffalo",
    "hen": "hen chicken rooster duck goose",
    "rabbit": "rabbit hare",
}
_PEOPLE = {
    Companion.CHILD: "child boy girl baby toddler grandson granddaughter grandchild pupil daughter",
    Companion.ADULT: "woman man mother father teacher doctor nurse neighbour neighbor stranger porter clerk"
    " baker postman guard friend sister brother aunt uncle captain coach waiter mayor policeman passenger",
    Companion.ELDER: "grandmother grandfather grandma grandpa granny nan",
}
_MEASURES = frozenset(
    [
        "stack",
        "heap",
        "pile",
        "coil",
        "piece",
        "slice",
        "bunch",
        "pair",
        "box",
        "bag",
        "set",
        "ball",
        "bundle",
        "row",
        "line",
        "bit",
        "scrap",
        "roll",
        "loaf",
        "pot",
        "jar",
    ]
)
_BREAK = frozenset(
    [
        "of",
        "with",
        "in",
        "on",
        "from",
        "under",
        "at",
        "by",
        "for",
        "behind",
        "beside",
        "full",
        "and",
        "to",
        "that",
        "who",
        "without",
    ]
)


def drawing_of(words: str) -> str:
    """The name of the drawing for a thing or an animal; empty where there is none."""
    return _found(words)[0]


def person_of(words: str) -> Companion:
    """Whom a story's words show; NONE where they name a thing, or several people."""
    return _found(words)[1]


@cache
def _found(words: str) -> tuple[str, Companion]:
    tokens = re.findall(r"[^\W\d_]+", words.lower())[:12]
    cut = next((i for i, token in enumerate(tokens) if token in _BREAK), len(tokens))
    head = tokens[:cut]
    if not head:
        return "", Companion.NONE
    first = _of_noun(head)
    if first[0] or first[1] is not Companion.NONE or cut >= len(tokens):
        return first
    inside = tokens[cut + 1 :]
    if tokens[cut] == "of" and inside and _singular(head[-1]) in _MEASURES:
        return _of_noun(inside[: next((i for i, each in enumerate(inside) if each in _BREAK), len(inside))])
    return first


def _of_noun(head: list[str]) -> tuple[str, Companion]:
    nothing = "", Companion.NONE
    if not head:
        return nothing
    noun = head[-1]
    for count in (3, 2):
        pair = " ".join([*head[-count:-1], noun])
        singular = " ".join([*head[-count:-1], _singular(noun)])
        if len(head) >= count and (compound := _COMPOUNDS.get(pair) or _COMPOUNDS.get(singular)):
            return compound, Companion.NONE
    single = _singular(noun)
    if single != noun and single in _PLURAL_DRAWINGS:
        return _PLURAL_DRAWINGS[single], Companion.NONE
    for word in (noun, single):
        if word in _KNOWN:
            return _KNOWN[word], Companion.NONE
    if noun in _PERSONS:
        person = _PERSONS[noun]
        old = person is Companion.ADULT and bool({"old", "elderly"} & set(head[:-1]))
        return "", Companion.ELDER if old else person
    return nothing


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    if noun.endswith("ves"):
        return noun[:-3] + "f"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _SYNONYMS.strip().splitlines():
        name, _, words = line.partition(":")
        found.update(dict.fromkeys(words.split(), name))
    for name, words in _ANIMALS.items():
        found.update(dict.fromkeys(words.split(), name))
    found.update({name: name for name in DRAWN})
    return found


_KNOWN = _table()
_PERSONS = {word: person for person, words in _PEOPLE.items() for word in words.split()}
OF_LOOKS = {Animal.DOG: "dog", Animal.CAT: "cat", Animal.HORSE: "horse", Animal.BIRD: "bird"}
CREATURES = frozenset(_ANIMALS)
