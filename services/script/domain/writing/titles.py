"""Titles of stories and scenes."""

from services.script.domain.model import Beat
from services.script.domain.writing.worlds import World

STORY: dict[World, tuple[str, ...]] = {
    World.SEA: ("Past the Harbor Wall", "Salt and Rope", "Where the Water Opens"),
    World.FLIGHT: ("A White Line Overhead", "The Wind Agrees", "Room to Fall Upwards"),
    World.SKY: ("One More Star", "The Dark Is Full", "A Window on Tuesday's Sky"),
    World.MUSIC: ("The Same Three Notes", "One Bar, Forty Times", "The Last Note Hangs"),
    World.STAGE: ("Two Chairs and a Fern", "The Lights Come On", "Louder Than the Kettle"),
    World.DANCE: ("Count of Eight", "The Floor Gives", "Two Feet Under a Table"),
    World.WORDS: ("One Good Sentence", "Pencil and Rain", "A Page and a Half"),
    World.PICTURES: ("Blue on the Door Handle", "The Eighth Drawing", "One True Line"),
    World.CRAFT: ("Curls of Wood", "Good Nails", "Made by These Two Hands"),
    World.FOOD: ("Flour on the Ceiling", "Butter and Warm Bread", "Burnt, Then Golden"),
    World.GROWING: ("Five Stubborn Shoots", "Something Green", "Rain and Promises"),
    World.ANIMALS: ("Eyes in the Hedge", "One Cautious Nose", "The Gate Stands Open"),
    World.TEACHING: ("Thirty Hands", "A Thumbprint in Chalk", "The Back Row"),
    World.HEALING: ("The Lamp on the Ward", "A Bear With One Arm", "A Small Warm Hand"),
    World.RESCUE: ("One Small Voice", "The Rope and the Lamp", "Somebody Is Coming"),
    World.SPORT: ("Before the Birds", "Mud on Both Knees", "The Roar and the Quiet"),
    World.WILD: ("Boots by the Door", "Nothing but Snow and Sky", "The Long Way Up"),
    World.ROAD: ("Two Flat Tyres", "The Far Side of the Map", "Warm Dust"),
    World.SCIENCE: ("Wrong in a New Way", "No Bigger Than a Pea", "A Page of Question Marks"),
    World.PEOPLE: ("A Door on Two Barrels", "The Second Cup", "The Third Door"),
    World.SELF: ("An Open Door", "The Lamp Burns On", "The Morning Is Wide"),
}

SCENES: dict[Beat, tuple[str, ...]] = {
    Beat.LONGING: ("An Ordinary Day", "How the Days Go", "Before", "Most Mornings", "The Usual"),
    Beat.CALL: ("Said Out Loud", "One Small Sentence", "On a Receipt", "The Wish", "Something Knocks"),
    Beat.OBSTACLE: ("The Catch", "A Shut Door", "The Hard Part", "One Plain Fact", "Not Yet"),
    Beat.HELPER: ("Two Cups", "Somebody Notices", "An Extra Chair", "Company"),
    Beat.TRIAL: ("Once More", "The Ninth Try", "A Little Better", "Both Hands", "Late Light"),
    Beat.CHANGE: ("Awake", "The Key Turns", "What Comes Back", "A Long Look"),
    Beat.BECOMING: ("Look Now", "Here It Is", "The Far Side", "A Plain Tuesday", "And Then"),
}
