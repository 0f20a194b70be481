"""Lines about where each world leads to; `_(a|b)` is left for the model."""

from services.script.domain.writing.worlds import World

ARRIVALS: dict[World, tuple[str, ...]] = {
    World.SEA: (
        "The wind comes up, and ahead lies _(nothing but open water|a long blue road|the whole bright sea).",
        "Gulls wheel over {their} head, and the water shines like _(hammered tin|new coins|a "
        "street of lamps).",
    ),
    World.FLIGHT: (
        "Below, the rivers shine like _(spilled silver|dropped ribbons|wires of light).",
        "Through the window comes the first sun, the colour of _(apricots|honey|warm brass).",
    ),
    World.SKY: (
        "Outside the glass turns the Earth, blue as _(a marble|a child's balloon|morning).",
        "High above shines a light that nobody had named, small as _(a grain of sugar|a spark|a pin).",
    ),
    World.MUSIC: (
        "The last note hangs in the air like _(a lamp somebody forgot to put out|warm "
        "breath|a bird not ready to land).",
        "In the front row somebody is wiping away _(one quick tear|a smile too large|a bit of dust, surely).",
    ),
    World.STAGE: (
        "In the dark hall a laugh goes up like _(a flock of birds|a kite|a window opening).",
        "The lights are hot, the hall is full, and in the front row sits _(somebody who came "
        "twice|a child standing on a chair|an old friend).",
    ),
    World.DANCE: (
        "The floor gives, the music lifts, and the whole room turns like _(a carousel|a "
        "plate on a stick|a slow planet).",
        "All along the wall people are tapping _(their shoes|their canes|two fingers on a glass).",
    ),
    World.WORDS: (
        "In a shop window lies a book, and on its cover _(a name in plain letters|one small "
        "boat|a lit window).",
        "Somewhere tonight somebody reads it under _(the covers with a torch|a street lamp|a single bulb).",
    ),
    World.PICTURES: (
        "People stop on their way home and stand before _(a wall full of colour|one blue "
        "door|a face they know).",
        "The paint isn't dry, and already a child is pointing at _(the smallest bird|the "
        "moon|the one who waves).",
    ),
    World.CRAFT: (
        "It stands there, finished, and smells of _(varnish and morning|oil and cedar|new wood).",
        "A thumb runs along the edge, smooth as _(a river stone|butter|the inside of a shell).",
    ),
    World.FOOD: (
        "Down the street goes the smell of _(warm bread and butter|sugar and oranges|garlic and rain).",
        "By the door there is already a queue, and at the front stands _(a boy with exact "
        "coins|a dog with good manners|the postman).",
    ),
    World.GROWING: (
        "Where there was gravel there are _(beans taller than the door|roses and bees|nine kinds of green).",
        "The branches hang low, and children come by for _(the ripest ones|one pear each|the fallen ones).",
    ),
    World.ANIMALS: (
        "At the gate waits a whole row of _(warm noses|wet noses and wagging tails|patient ears).",
        "Something small and wild comes out of the grass and sits on _(that old boot|an open "
        "hand|the bottom step).",
    ),
    World.TEACHING: (
        "Thirty hands go up, and in the last row shines _(one gap-toothed grin|a proud pair "
        "of glasses|somebody who used to hide).",
        "On the door hangs a drawing of _(a very large sun|a teacher with eleven fingers|the whole class).",
    ),
    World.HEALING: (
        "In the quiet ward somebody sleeps for the first time, and the window is full of "
        "_(morning|pale gold|rain, and then sun).",
        "A small hand closes round {their} finger, warm as _(fresh bread|a bird|a stone in the sun).",
    ),
    World.RESCUE: (
        "Down in the valley one window after another fills with _(light|yellow light|faces).",
        "Wrapped in a blanket, somebody is drinking _(hot sweet tea|soup|cocoa, and shaking less).",
    ),
    World.SPORT: (
        "The whole ground rises, and the noise comes down like _(rain on a tin roof|surf|a train).",
        "For one second it is so quiet that you can hear _(the laces|a flag|grass).",
    ),
    World.WILD: (
        "All around there is nothing but _(snow and sky|blue hills|wind and light).",
        "The wind drops, and far below shine _(three small lights|the lakes, one by one|tiny roofs).",
    ),
    World.ROAD: (
        "The road runs on over the hill, and beyond it lies _(a whole country of light|the sea|tomorrow).",
        "In the mirror the old town is as small as _(a matchbox|a stamp|a crumb).",
    ),
    World.SCIENCE: (
        "In the middle of the bench it glows, no bigger than _(a plum stone|a button|a pea).",
        "A needle moves, the whole room leans in, and somebody drops _(a spoon|the good pen|a sandwich).",
    ),
    World.PEOPLE: (
        "The table is too small, so they add _(a door on two barrels|an ironing board|the "
        "neighbours' table).",
        "Around the table there is a noise like _(a full nest|a train station with soup|good weather).",
    ),
    World.SELF: (
        "The morning is wide open and smells of _(wet grass|bread and rain|warm stone).",
        "Somebody across the street looks up and waves with _(a whole arm|a newspaper|both hands).",
    ),
}
