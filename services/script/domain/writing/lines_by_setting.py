"""Lines about a place, as it is seen and heard and smelled; `_(a|b)` is left for the model."""

SETTING_LINES: dict[str, tuple[str, ...]] = {
    "ocean": (
        "The air smells of _(salt and seaweed|wet rope|rain and shells).",
        "Between the stones lies _(a bottle with no letter|one blue shell|a crab with plans).",
    ),
    "alpine": (
        "Far below, the village looks like _(spilled crumbs|a handful of dice|a toy).",
        "The wind comes over the ridge and smells of _(snow and stone|thyme|cold iron).",
    ),
    "forest": (
        "Between the trunks hangs the smell of _(resin and rain|moss|mushrooms).",
        "Somewhere above, hidden in the leaves, there is the sound of _(a woodpecker|small "
        "wings|one dry branch).",
    ),
    "meadow": (
        "The grass is full of _(crickets and light|bees|small blue flowers).",
        "All around there is the sound of _(bees|crickets|wind in the barley).",
    ),
    "desert": (
        "The ground is still warm and the air smells of _(dust and stone|hot iron|thyme).",
        "Far out on the flat moves _(a single pair of lights|a line of camels|one small cloud).",
    ),
    "river": (
        "The water goes by carrying _(a leaf and a bit of sky|sticks and foam|somebody's red ball).",
        "From under the bridge comes the sound of _(slow water|a duck complaining|dripping).",
    ),
    "city_night": (
        "In the wet street shine _(three red lights|neon letters upside down|the lamps of the last bus).",
        "From an open window somewhere comes the sound of _(a saxophone|plates|laughter).",
    ),
    "city_day": (
        "Below, the street sounds like _(a kitchen drawer|a river of wheels|an orchestra tuning up).",
        "Across the way, on a balcony, hang _(nine white shirts|tomatoes and a flag|two red towels).",
    ),
    "village": (
        "Over the roofs drifts the smell of _(wood smoke|bread|rain on dust).",
        "On the wall in the sun sits _(a fat grey cat|an old man with a radio|a hen).",
    ),
    "space": ("The dark outside is full of _(cold small lights|dust and fire|silence).",),
    "night_sky": (
        "Overhead there are _(more stars than anyone needs|a million small lights|two "
        "planets and a satellite).",
        "The night smells of _(frost|cut hay|cold stone).",
    ),
    "stage": (
        "In the empty hall there is the sound of _(one loose board|a rope tapping|somebody's "
        "cough from last night).",
        "Dust turns in the light like _(slow snow|gold|small planets).",
    ),
    "classroom": (
        "On the blackboard somebody has drawn _(a whale with legs|a sum and a heart|a very long cat).",
        "The room smells of _(chalk and wet coats|pencils|oranges and glue).",
    ),
    "workshop": (
        "The air smells of _(oil and iron|sawdust|rubber and rain).",
        "On the shelf stand tins full of _(screws|odd keys|buttons and bolts).",
    ),
    "library": (
        "Between the shelves it smells of _(paper and dust|old glue|rain on coats).",
        "On the table lies a book open at _(a picture of a ship|the wrong page|chapter nine).",
    ),
    "laboratory": (
        "On the bench stands a row of _(glass jars|blinking lights|tubes, one of them blue).",
        "The machines hum like _(bees in a wall|sleeping cats|an old fridge).",
    ),
    "kitchen": (
        "The window is steamed up and the air smells of _(onions and bread|coffee|soap and soup).",
        "On the stove a pot is full of _(soup|beans and bay leaves|something that sighs).",
    ),
    "garden": (
        "Under the leaves it smells of _(earth and mint|tomatoes|rain).",
        "Along the fence grow _(beans and one sunflower|nettles and roses|peas).",
    ),
    "road": (
        "Through the window come the smell of dust and _(cut grass|diesel|rain).",
        "At the side of the road stands _(a goat with opinions|a crooked sign|one yellow boot).",
    ),
    "harbor": (
        "The masts tick in the wind, and the quay smells of _(tar and fish|wet nets|rust and salt).",
        "On the bollard sits _(a gull with one leg|a cat|somebody's forgotten glove).",
    ),
    "station": (
        "The clock jumps a minute, and over the rails hangs the smell of _(iron and rain|brake dust|coffee).",
        "On the far platform stands _(a man with a cello|a suitcase, alone|a child with a balloon).",
    ),
    "field": (
        "The wind goes through the rows like _(a hand over a cat|a long breath|water).",
        "Over the furrows hangs the smell of _(wet earth|hay|rain coming).",
    ),
    "studio": (
        "On the wall hang _(pictures and old tickets|six clocks|postcards).",
        "The lamp makes a circle on the floor, and in it lies _(one shoe|a pencil|the cat).",
    ),
    "hospital": (
        "The corridor smells of _(soap and toast|clean sheets|floor wax).",
        "On the windowsill stands _(a cactus with a bandage|a glass of tulips|a paper crane).",
    ),
    "sports_ground": (
        "The grass smells of _(rain and mud|summer|chalk and oranges).",
        "From behind the fence comes the sound of _(a whistle|boots|somebody counting).",
    ),
}
