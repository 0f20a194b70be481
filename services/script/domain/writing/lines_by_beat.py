"""Lines that belong to a beat wherever it is set; `_(a|b)` is left for the model."""

from services.script.domain.model import Beat

BEAT_LINES: dict[Beat, tuple[str, ...]] = {
    Beat.OBSTACLE: (
        "The wish goes back into its drawer, under _(the good scissors|last year's bills|old socks).",
        "For a moment the only sound is _(the clock|the rain|a tap dripping).",
        "The door stays shut, and through the keyhole comes _(a cold thin wind|somebody "
        "else's music|a stripe of light).",
        "The evening turns the colour of _(dishwater|wet slate|old coins).",
        "It sits there, heavy as _(a wet coat|a piano on the stairs|a sack of stones).",
        "That night {name} lies awake and counts the cracks in the ceiling.",
        "So the evening ends like the others, with _(cold tea|a switched-off lamp|yesterday's soup).",
        "It is late, the shops are shut, and the street is full of _(rain and other "
        "people|fog|closed doors).",
        "For a week nobody hears another word about it, except _(the kettle|the bathroom mirror|the cat).",
        "The wish is folded up small and put inside _(an old shoe|the sugar tin|a library book).",
        "Outside it begins to rain, and the gutter sounds like _(slow applause|a drum|somebody counting).",
    ),
    Beat.HELPER: (
        "On the table, all at once, there are _(two cups and a plan|bread and a map|a lamp and two chairs).",
        "On an envelope there is soon a drawing of _(a ladder|a road with a flag at the "
        "end|two stick figures and a sun).",
        "Later they sit on the step and share _(a bag of plums|warm bread|one blanket).",
        "“Go on,” say two eyebrows, and somebody fetches _(a lamp|the good chair|more tea).",
        "By midnight the table is covered with _(maps and crumbs|lists|cups and plans).",
        "They share _(an orange|the last of the bread|a bag of cherries), and the world gets a size smaller.",
        "From outside comes the sound of _(rain|a neighbour's radio|birds), and nobody is in a hurry.",
        "Between them, in the lamplight, lies _(a key|half a sandwich|an open map).",
    ),
    Beat.CHANGE: (
        "The fear is still there, but now it is the size of _(a walnut|a button|a small dog).",
        "The night is wide and full of _(small lights|crickets|stars and wind).",
        "And just like that, the shoes by the door look like _(two small boats|an answer|good company).",
        "In the morning the first thing on the table is _(a list with one word|a packed bag|a sharp pencil).",
        "Outside, the clouds open over _(the roofs|the road|the wet street).",
        "The air changes, and suddenly it smells of _(rain and tomorrow|warm stone|morning).",
        "Something in {their} chest opens like _(a window|an umbrella|a paper fan).",
    ),
    Beat.BECOMING: (
        "And right beside {them}, between _(a cup and a lamp|two coats|the flowers and the "
        "door), %is|are% {keepsake}.",
        "{Keepsake} %is|are% there too, next to _(a glass of water|a jar of flowers|the window).",
        "At the back, as proud as _(a lighthouse|two peacocks|a brass band), <is|are> {helper}.",
        "{Helper} <is|are> there, of course, with _(flowers and wet eyes|a bag of oranges|the good camera).",
    ),
}
"""Of the lines of BECOMING, those are chosen that bring back what the story began with."""
