"""How each scene begins: written sentences that a person's own words and things are set into.

`{slot}` is filled with what the person answered; `[goes|go]` agrees with their pronoun, `<is|are>` with the
helper, `%is|are%` with the treasure; `{Slot}` is the same with a capital. All are in the present tense.
"""

from services.script.domain.model import Beat, Tone

Openings = dict[Tone | None, tuple[str, ...]]
"""By tone; those under None suit every tone."""

LONGING: Openings = {
    None: (
        "Ask {name} about an ordinary day, and the answer comes quickly: “{today_q}.”",
        "“{today_q},” says {name}, and that is most days told.",
        "Most days are alike for {name}: “{today_q}.”",
        "When the day lets go, {name} is where {they} [belongs|belong]: {place}.",
        "There is one spot where {name} breathes all the way in: {spot}.",
        "{Place}, nobody asks {name} for anything.",
        "Wherever {name} goes, {treasure} %goes|go% too.",
        "There is one thing {name} would save from a fire: {treasure}.",
        "{name} will lend you anything, except {treasure}.",
    ),
    Tone.HOPEFUL: (
        "{name} tells the week like a flight of stairs: “{today_q}.”",
        "Even on the longest day, {name} has somewhere to go: {spot}.",
        "Early light finds {name} already up: “{today_q}.”",
    ),
    Tone.ADVENTUROUS: (
        "The map of {name}'s week is small: “{today_q}.” But maps have edges.",
        "{name} knows the way to one wild spot: {spot}.",
        "On paper, nothing happens to {name}: “{today_q}.”",
    ),
    Tone.GENTLE: (
        "It is a quiet life, and {name} tells it quietly: “{today_q}.”",
        "In the evening {name} goes back to the quietest corner there is: {spot}.",
        "{name} speaks softly of the day: “{today_q}.”",
    ),
    Tone.FUNNY: (
        "{name}'s day, in full, with nothing left out: “{today_q}.”",
        "A film about {name}'s day would be short: “{today_q}.”",
        "{name} is asked what happened today, and thinks hard: “{today_q}.”",
    ),
    Tone.EPIC: (
        "No song has yet been sung about a day like {name}'s: “{today_q}.”",
        "Legends start somewhere. {name}'s starts here: {place}.",
        "Before anyone knew the name of {name}, the days went so: “{today_q}.”",
    ),
}

CALL: Openings = {
    None: (
        "Then, one evening, {name} says it out loud: “{dream_q}.”",
        "On the back of a receipt {name} writes it down: “{dream_q}.”",
        "Somebody asks what nobody ever asks, and {name} answers: “{dream_q}.”",
        "What {name} wants is easily said: to {dream_inf}.",
        "It comes back at odd hours, the wish to {dream_inf}.",
        "{name} has told almost nobody about the plan to {dream_inf}.",
        "“{dream_q}.” There, {name} has said it.",
        "“{dream_q},” {name} tells the ceiling.",
        "On the bus, on a fogged window, a finger writes: “{dream_q}.”",
    ),
    Tone.HOPEFUL: (
        "One morning the wish is simply there, at breakfast: to {dream_inf}.",
        "It is a small sentence with a window in it: “{dream_q}.”",
        "{name} says it once, to hear how it sounds: “{dream_q}.”",
    ),
    Tone.ADVENTUROUS: (
        "Some people pack a bag. {name} packs a sentence: “{dream_q}.”",
        "Past the edge of the map {name} has pencilled two words and an arrow: “{dream_q}.”",
        "The idea arrives at a run: to {dream_inf}.",
    ),
    Tone.GENTLE: (
        "{name} whispers it first, to the kettle: “{dream_q}.”",
        "Softly, so as not to frighten it, {name} says the wish: “{dream_q}.”",
        "Folded small, where no one looks, {name} keeps a wish: to {dream_inf}.",
    ),
    Tone.FUNNY: (
        "{name} tells the mirror first, in case it laughs: “{dream_q}.”",
        "The form says Dream, and leaves one line. {name} writes: “{dream_q}.”",
        "{name} announces it to the fridge, which hums: “{dream_q}.”",
    ),
    Tone.EPIC: (
        "One night {name} says it to the whole dark sky: “{dream_q}.”",
        "It rolls in like thunder from far away, the wish to {dream_inf}.",
        "Bells could not say it louder than {name} does: “{dream_q}.”",
    ),
}

OBSTACLE: Openings = {
    None: (
        "But there is a catch, and {name} knows it by heart: “{obstacle_q}.”",
        "Between {name} and the wish stands one plain fact: {obstacle_t}.",
        "There is a reason why it hasn't happened yet: “{obstacle_q}.”",
        "“{obstacle_q},” says {name}, and looks at the floor.",
        "The trouble is short to say and hard to move: “{obstacle_q}.”",
        "{name} gets as far as the door, and then: “{obstacle_q}.”",
        "And here is the hard part: {obstacle_t}.",
    ),
    Tone.HOPEFUL: (
        "A wall is only a wall, but this one talks: “{obstacle_q}.”",
        "It isn't simple, and {name} never said it was: “{obstacle_q}.”",
    ),
    Tone.ADVENTUROUS: (
        "Every good road has a broken bridge. This is {name}'s: “{obstacle_q}.”",
        "Ten steps in, the path drops away: “{obstacle_q}.”",
    ),
    Tone.GENTLE: (
        "Some nights a worry sits on the edge of the bed: “{obstacle_q}.”",
        "{name} says the next thing more quietly: “{obstacle_q}.”",
    ),
    Tone.FUNNY: (
        "{name} lists what stands in the way. The list is one line long: “{obstacle_q}.”",
        "{name} has a very good excuse, and it's even true: “{obstacle_q}.”",
    ),
    Tone.EPIC: (
        "At every gate there is a keeper. {name}'s says: “{obstacle_q}.”",
        "The giant in {name}'s way has an ordinary voice: “{obstacle_q}.”",
    ),
}

HELPER: Openings = {
    None: (
        "Somebody isn't worried at all: {helper}.",
        "Then the door opens, and in <comes|come> {helper}.",
        "When {name} is ready to give up, there <is|are> {helper}.",
        "Without a word, {helper} <settles|settle> down beside {name}.",
        "{name} thinks that nobody has noticed. But {helper} <has|have>.",
        "And who turns up, of all the world? {Helper}.",
        "It takes {helper} about a minute to understand everything.",
    ),
    Tone.HOPEFUL: (
        "One light is still on, and under it <waits|wait> {helper}.",
        "{Helper} <has|have> believed it since long before {name} did.",
    ),
    Tone.ADVENTUROUS: (
        "Nobody crosses a desert alone, and {name} has {helper}.",
        "{name} is packing when {helper} <appears|appear>, ready to go.",
    ),
    Tone.GENTLE: (
        "Some help makes no noise. {Helper} just <stays|stay>.",
        "{Helper} <says|say> little, and <leaves|leave> the door ajar.",
    ),
    Tone.FUNNY: (
        "Help arrives, and it isn't what anyone ordered: {helper}.",
        "The committee in favour of {name} has met. It is {helper}.",
    ),
    Tone.EPIC: (
        "Every quest has its guide, and {name}'s comes on foot: {helper}.",
        "In the darkest hour {name} is not alone, for there <stands|stand> {helper}.",
    ),
}

ALONE: Openings = {
    None: (
        "Who believes in {name}? “No one,” {they} would say, and [keeps|keep] walking.",
        "Nobody comes to help, so {name} sets {keepsake} on the table and begins.",
        "In the end it is {name} who tells {name} to go.",
        "No one is waiting with good advice. There %is|are% only {keepsake}, and {name}.",
    ),
    Tone.FUNNY: ("The committee in favour of {name} meets in the bathroom mirror. All present say yes.",),
    Tone.EPIC: ("No guide comes down the mountain. {name} lights {their} own lamp.",),
}
"""Of the helper's scene, where there is no helper."""

TRIAL: Openings = {
    None: (
        "So the work begins, with what {name} has always had: “{strength_q}.”",
        "One old habit turns out to be worth gold: “{strength_q}.”",
        "Night after night {name} tries, and fails, and fails a little better.",
        "The first try goes wrong. So does the ninth. {name} keeps count.",
        "{name} has one thing that no school can teach: “{strength_q}.”",
        "What others come to {name} for, {name} needs now: “{strength_q}.”",
        "There is one thing to lean on now: {strength_t}.",
    ),
    Tone.HOPEFUL: (
        "Every evening {name} gets one small thing right, and leaves it at that.",
        "{name} begins with what is there: “{strength_q}.”",
    ),
    Tone.ADVENTUROUS: (
        "There is no manual for it, so {name} learns with both hands.",
        "Halfway is too far to turn round, thinks {name}, and goes on.",
    ),
    Tone.GENTLE: (
        "Little by little, when the house is asleep, {name} practises.",
        "{name} doesn't hurry. A bit today, a bit tomorrow.",
    ),
    Tone.FUNNY: (
        "The first attempt is a disaster. {name} takes a bow.",
        "By the fourth attempt, even the neighbours are taking notes on {name}.",
    ),
    Tone.EPIC: (
        "A hundred evenings go into it, and {name} grudges none of them.",
        "What comes next takes all that {name} has: “{strength_q}.”",
    ),
}

CHANGE: Openings = {
    None: (
        "And then it comes back, the time {name} felt most alive: “{moment_q}.”",
        "Just before giving up, {name} remembers: “{moment_q}.”",
        "Once, {name} was awake all the way through: “{moment_q}.”",
        "{name} knows this feeling from somewhere: “{moment_q}.”",
        "Late one night {name} looks at {keepsake} for a long time.",
        "“What would you do?” {name} asks {keepsake}, and has to smile.",
        "{Keepsake} %has|have% been through worse, thinks {name}.",
        "That evening {name} sits down with {keepsake} and thinks it through.",
        "“{moment_q},” {name} remembers, and gets up.",
        "Why go on? Because of this: “{reason_q}.”",
        "Something turns over, quietly, like a key: “{moment_q}.”",
    ),
    Tone.HOPEFUL: ("There it is again, the old brightness: “{moment_q}.”",),
    Tone.ADVENTUROUS: ("{name}'s heart goes like that other time: “{moment_q}.”",),
    Tone.GENTLE: ("{name} closes {their} eyes and is back there: “{moment_q}.”",),
    Tone.FUNNY: ("For no good reason, {name} thinks of it and grins: “{moment_q}.”",),
    Tone.EPIC: ("The world holds its breath, as it did once before: “{moment_q}.”",),
}

BECOMING: Openings = {
    None: (
        "Look now: {name} {dream_does}.",
        "Today {name} {dream_does}.",
        "It happens on a plain Tuesday: {name} {dream_does}.",
        "And here, where the waiting stops, {name} {dream_does}.",
        "Once it was only a sentence: “{dream_q}.” Now it is {name}'s life.",
        "“{dream_q}.” {name} can cross that off now.",
        "Nobody laughs at those words any more: “{dream_q}.”",
        "The scrap of paper says “{dream_q},” and {name} writes under it: done.",
    ),
    Tone.HOPEFUL: ("This is the morning it was all for: {name} {dream_does}.",),
    Tone.ADVENTUROUS: ("At the far edge of the map, {name} {dream_does}.",),
    Tone.GENTLE: ("So gently that nobody sees it happen, it has happened: {name} {dream_does}.",),
    Tone.FUNNY: ("Against all forecasts, including {their} own, {name} {dream_does}.",),
    Tone.EPIC: ("And now let it be told: {name} {dream_does}.",),
}

OPENINGS: dict[Beat, Openings] = {
    Beat.LONGING: LONGING,
    Beat.CALL: CALL,
    Beat.OBSTACLE: OBSTACLE,
    Beat.HELPER: HELPER,
    Beat.TRIAL: TRIAL,
    Beat.CHANGE: CHANGE,
    Beat.BECOMING: BECOMING,
}

DETAILS: dict[Beat, tuple[str, ...]] = {
    Beat.LONGING: (
        "Never far away %is|are% {treasure}.",
        "Where would {they} rather be? “{place_q}.”",
        "In between, {they} [thinks|think] of one place: {spot}.",
        "People come to {name} for one thing: “{strength_q}.”",
    ),
    Beat.CALL: (
        "Asked why, {name} doesn't have to think: “{reason_q}.”",
        "Perhaps it began back then: “{moment_q}.”",
        "“{reason_q},” {they} [adds|add], as if that settled it.",
    ),
    Beat.OBSTACLE: (
        "So the day goes on as before: “{today_q}.”",
        "{name} looks at {keepsake} and gets no advice.",
        "It would be easier to forget the whole idea, and {name} almost does.",
    ),
    Beat.HELPER: (
        "“You know what you're good at,” is the message. “{strength_q}.”",
        "There is no speech, only an extra chair and a good deal of patience.",
        "Sometimes all a person needs is one pair of eyes that doesn't look away.",
    ),
    Beat.TRIAL: (
        "On bad days {they} [looks|look] at {keepsake} before starting again.",
        "When it is hardest, {name} remembers why: “{reason_q}.”",
        "{Helper} <keeps|keep> the light on.",
    ),
    Beat.CHANGE: (
        "“{reason_q},” thinks {name}, and this time it sounds like a beginning.",
        "{Keepsake} %has|have% been there all along, waiting to be looked at.",
        "Whatever stood in the way still stands there, only smaller.",
    ),
    Beat.BECOMING: (
        "{Helper} <is|are> there to see it.",
        "People still come to {name} for the old reason: “{strength_q}.”",
        "And what stood in the way? “{obstacle_q}.” It seems a long time ago.",
    ),
}
"""A second written sentence, for the longer scenes of a STANDARD script."""
