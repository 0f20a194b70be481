"""Lines about the wish and the work in each world; `_(a|b)` is left for the model, with what
stands there if it fails.
"""

from services.script.domain.writing.worlds import World

CALLS: dict[World, tuple[str, ...]] = {
    World.SEA: (
        "From then on every puddle smells of _(salt and rope|tar and seaweed|open water).",
        "That night the rain on the glass sounds like _(a harbor waking up|oars|small waves).",
    ),
    World.FLIGHT: (
        "Overhead a plane draws a white line through _(the clouds|an empty sky|the evening).",
        "Up there the wind sounds like _(an invitation|a door left open|wings).",
    ),
    World.SKY: (
        "Above the roof hang _(a hundred cold stars|a thin moon and one planet|more stars than yesterday).",
        "The dark smells of _(frost and distance|cold metal|snow).",
    ),
    World.MUSIC: (
        "All day long the pipes in the wall hum _(the same three notes|a tune without words|one low note).",
        "Even the rain keeps time, like _(a drummer's fingers|a slow waltz|brushes on a drum).",
    ),
    World.STAGE: (
        "Somewhere a light comes on over _(an empty stage|a row of red seats|a microphone).",
        "The kitchen goes so quiet that you could hear _(a pin make a wish|a spoon think|the clock blush).",
    ),
    World.DANCE: (
        "Under the table two feet are already tapping out _(a slow step and a turn|a waltz|something quick).",
        "The floor creaks like _(a partner clearing his throat|an old fiddle|a ship).",
    ),
    World.WORDS: (
        "On the table lies a clean page that smells of _(pencil and rain|new paper|ink).",
        "The first word looks up from the paper like _(a small animal|a child at a window|a bird).",
    ),
    World.PICTURES: (
        "Suddenly the wall opposite looks like _(a page without a picture|a blank canvas|an open door).",
        "The evening light turns everything the colour of _(apricots|wet paint|copper).",
    ),
    World.CRAFT: (
        "Two hands lie on the table, already smelling of _(sawdust and glue|warm wood|iron).",
        "In the corner stands an old box full of _(screws and string|good nails|odd pieces of wood).",
    ),
    World.FOOD: (
        "For the rest of the day everything smells of _(butter and warm bread|cinnamon|toasted sugar).",
        "On the stove a pot ticks like _(a patient clock|a small engine|rain on a roof).",
    ),
    World.GROWING: (
        "On the windowsill stands a cup with _(one green shoot|a seed and some mud|a bean, just waking).",
        "After the rain the yard smells of _(wet earth and mint|roots|leaves and rust).",
    ),
    World.ANIMALS: (
        "From the hedge somebody is watching, with eyes like _(two wet stones|lamps|new buttons).",
        "Outside, in the long grass, there is the sound of _(small feet|wings|something breathing).",
    ),
    World.TEACHING: (
        "In a drawer lies a piece of chalk, and on it _(a small thumbprint|a bit of pocket "
        "fluff|yellow dust).",
        "Next door the children are shouting about _(a snail|who saw it first|a lost shoe).",
    ),
    World.HEALING: (
        "Down the street an ambulance passes, and the windows turn _(blue and dark|blue for "
        "a second|the colour of ice).",
        "On the kitchen table lie a roll of bandage and _(a teddy bear with one arm|a cold "
        "cup of tea|a torch).",
    ),
    World.RESCUE: (
        "Far off, over the roofs, comes the sound of _(a siren|a helicopter|a whistle in the wind).",
        "By the door hangs a coat that smells of _(smoke and rain|snow|rope).",
    ),
    World.SPORT: (
        "Out on the empty pitch the floodlights are humming like _(bees|a crowd far away|a held breath).",
        "A ball comes rolling out of the dark and stops at _(the very toes of those "
        "shoes|the gate|the line).",
    ),
    World.WILD: (
        "That night the wind in the chimney sounds like _(somebody walking uphill|far snow|a wide country).",
        "By the door stand the boots, still white with _(old snow|dust and salt|frost).",
    ),
    World.ROAD: (
        "Out on the road the evening smells of _(warm dust and petrol|cut hay|rain on tar).",
        "On the wall hangs a map with _(one corner torn off|a coffee ring over the sea|a pin in it).",
    ),
    World.SCIENCE: (
        "On the table lie a cold battery, a wire and _(a page of question marks|half a radio|a magnet).",
        "In the dark a tiny lamp lights up, the colour of _(a lime|a firefly|moonlight).",
    ),
    World.PEOPLE: (
        "On the table stand two cups, and steam rises from _(both of them|the second one|the "
        "one by the empty chair).",
        "From the street comes the sound of _(somebody laughing|a door being opened|steps that slow down).",
    ),
    World.SELF: (
        "Outside, the evening smells of _(rain and cut grass|wood smoke|warm stone).",
        "The window is open, and from far off comes the sound of _(a train|bells|a dog barking at the moon).",
    ),
}
"""On the wish, when it has been spoken."""

WORK: dict[World, tuple[str, ...]] = {
    World.SEA: (
        "The ropes burn, the cold bites, and {their} jacket smells of _(salt and diesel|tar|wet wool).",
        "The water lets {them} in slowly, the colour of _(slate|green glass|tin).",
        "Knots come undone, tides come early, and the gulls laugh like _(rusty gates|old men|doors).",
    ),
    World.FLIGHT: (
        "On the desk lie charts, a ruler and _(a very small plane made of foil|cold tea|nine "
        "broken pencils).",
        "The wind turns, the wing drops, and the field below looks like _(a folded blanket|a "
        "green stamp|a tablecloth).",
    ),
    World.SKY: (
        "The numbers refuse to add up, and the coffee tastes of _(burnt midnight|tin|sleep).",
        "Cloud, cloud, cloud, and then a gap with _(one steady light|three new stars|a scratch of fire).",
    ),
    World.MUSIC: (
        "One bar goes wrong forty times, and the neighbours answer with _(a broom|a slammed "
        "window|the same bar, whistled).",
        "{Their} fingers grow hard, and the tune grows soft, like _(bread|old leather|rain).",
    ),
    World.STAGE: (
        "{They} [rehearses|rehearse] for an audience of two chairs and _(a potted fern|one "
        "doubtful cat|a coat on a hook).",
        "The words stick, then slip, then land, like _(birds on a wire|a plate that didn't break|cats).",
    ),
    World.DANCE: (
        "Ankles, knees, count of eight, and the mirror shows _(somebody nearly flying|a "
        "stubborn chin|one good turn).",
        "The shoes wear out at the toes and the floor smells of _(wax and effort|rosin|dust and oranges).",
    ),
    World.WORDS: (
        "The bin fills with paper, and on the desk there is left _(one good sentence|a "
        "single clean line|a page and a half).",
        "Commas move out and in again, like _(sparrows|tenants|small furniture).",
    ),
    World.PICTURES: (
        "There is blue on the door handle, blue on the bread, and on the paper _(one true "
        "line|a face that almost speaks|at last a sky).",
        "Seven drawings go in the bin, and the eighth has _(something in its eyes|a bit of "
        "wind in it|the right kind of crooked).",
    ),
    World.CRAFT: (
        "The glue won't hold, the joint won't close, and the floor is covered with _(curls "
        "of wood|bent nails|good intentions).",
        "The saw sings, slips and sings again, and {their} sleeves smell of _(cedar|resin|oil and pine).",
    ),
    World.FOOD: (
        "The first batch burns, and the kitchen smells of _(smoke and lemons|charcoal|sugar and alarm).",
        "There is flour on the ceiling, and on the table stands _(something that almost "
        "rose|a lopsided cake|one perfect bun).",
    ),
    World.GROWING: (
        "The frost takes half, the snails take a quarter, and left are _(five stubborn "
        "shoots|three green spears|nine leaves).",
        "{Their} nails go black, {their} back goes stiff, and the soil smells of _(rain and "
        "promises|iron|old leaves).",
    ),
    World.ANIMALS: (
        "Day after day {they} [sits|sit] still, until out of the grass comes _(one cautious "
        "nose|a quick shadow|a wet snout).",
        "There is straw in {their} hair, and on {their} sleeve _(a long streak of spit|a "
        "feather|one muddy paw print).",
    ),
    World.TEACHING: (
        "The lesson falls apart, and from the back row comes _(a paper plane|a very good question|a giggle).",
        "Chalk breaks, rain drums, and a small hand holds up _(a drawing of a cow|the right answer|a tooth).",
    ),
    World.HEALING: (
        "The books are thick, the nights are thin, and the lamp shines on _(a page of "
        "bones|cold tea and Latin|the word for heart).",
        "{They} [learns|learn] it the slow way, with a pillow for a patient and _(a spoon "
        "for a thermometer|string for stitches|a bear as a nurse).",
    ),
    World.RESCUE: (
        "Up the stairs with the heavy pack, down again, and {their} breath tastes of _(iron|snow|pennies).",
        "The rope freezes, the torch flickers, and the dark answers with _(one small "
        "voice|an echo|a whistle).",
    ),
    World.SPORT: (
        "Early, before the birds, {their} shoes go round the track like _(a slow clock|a heartbeat|rain).",
        "There is mud on both knees, and on the scoreboard _(nothing yet|a crooked "
        "zero|somebody else's name).",
    ),
    World.WILD: (
        "The pack is heavy, the path is steep, and the air tastes of _(snow and iron|pine|cold stone).",
        "Blisters, fog, a wrong turn, and then on the trail _(one fresh paw print|a pile of "
        "stones|a boot print).",
    ),
    World.ROAD: (
        "Two flat tyres, one wrong turn, and at the end of the road there is _(a goat in the "
        "way|a lit window|a view).",
        "Kilometre by kilometre, the windscreen fills with _(flies and sky|rain|hills).",
    ),
    World.SCIENCE: (
        "Something fizzes, something pops, and the bench is covered with _(green foam|tiny "
        "screws|notes in three colours).",
        "The answer is wrong again, but wrong in a new way, like _(a key in the next lock|a "
        "joke half heard|a map held upside down).",
    ),
    World.PEOPLE: (
        "{They} [knocks|knock] on one door, then another, and behind the third there is _(a "
        "face that had been waiting|laughter|a smell of soup).",
        "The first words come out crooked, like _(old nails|chairs on a slope|letters on a child's page).",
    ),
    World.SELF: (
        "The days are short, the work is long, and the lamp burns above _(a pile of "
        "crossed-out plans|cold tea|two tired hands).",
        "Some evenings nothing works but the radio, which plays _(an old slow song|rain|the "
        "weather for sailors).",
    ),
}
"""On the work, and what it costs."""
