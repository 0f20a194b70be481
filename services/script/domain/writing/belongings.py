"""Things that belong to a setting: those that stories set there speak of more than others do."""

from services.script.domain.writing.words import word_set

BELONGINGS: dict[str, frozenset[str]] = {
    "ocean": word_set(
        "bay beach birds board boat boats boot bow buoy canoe chick cloud collar crack cross deck dogs egg"
        " engine ferry fish fjord flag float fog frame hat hook houses hut ice iron island lighthouse mast"
        " net nets notebooks oar oars octopus paddle palms penguin penguins pier pirogue pool rail reef"
        " rocks rope rows sail sailboat sand sea shell ship shore skiff sky sled star stones surfboard swell"
        " tide tiller walls water wave waves whale whistle"
    ),
    "alpine": word_set(
        "ash bell boards boots bread broom button cliff cloud clouds crack crater cross eggs flour frost"
        " glacier glove goat goats grass hay headlamp helmet horse horses hut ice iron kettle knot ladder"
        " lake ledge lights mares milk mountain net pass path peaks pony potato radio reindeer ridge ring"
        " rings road rock rope ropes sheep sleeve smoke snow step stick stone stones strap stream string"
        " summit sun telescope tent track valley valleys village wheel yak yaks"
    ),
    "forest": word_set(
        "bark basket beans bird birds boot boots bowl bracelet branch bridge cap cave cedar ceiling clay"
        " coat crow dog elephant feathers ferns flame forest harness hats hills iron jars ladder leaves"
        " light log monkey moss mug owl passengers path pot rain rock ropes sandwich seat shadow shoe silver"
        " sleeve sock spider spring steam stick stone thread thrush thunder tin torches tree trees trunk"
        " tube walls web wheels wood"
    ),
    "meadow": word_set(
        "bay beetle blanket boots butter chairs coat digger drawing dust egg eiderdown fence fiddles field"
        " flour gate glass glasses goats grass hat hay hedge hedgehog hill hives horses house jackets kite"
        " lamps light marble mare maypole meadow milk mud orange paint persimmons plane poppies posts press"
        " rail rain reindeer scarf sheep shirt shoes spring square stars stone stones stool straw sun tape"
        " tent tents trays tree wood wool"
    ),
    "desert": word_set(
        "apron battery bicycle biscuit blanket blocks boot bucket camel camels cap chalk class cliff cliffs"
        " cloth deck desert drift dune dunes dust footprints garden goats hat helmet huts ink lake lantern"
        " letter letters lid lion lioness llama marble mirror moon motorbike palm pickup picture plane ring"
        " river rock rope saddle salt sand seedlings shadow ship sky spring star stars stick stones sun"
        " telescope tent tracks tree trees truck trucks village water waterhole wheels windmill windscreen"
    ),
    "river": word_set(
        "ambulance bags barges bends boat boats bottle bow boxes bridge broom cabin canal canoe choir class"
        " clay deck dolphin dough duck ducks engine ferry fields fog frogs goats hat ice island islands jar"
        " ladle lake lamps lantern log moon motor mud net notes oar oars oil orange paddle page pole pot"
        " pots propeller rail rice rings river rock roof roofs rope searchlight ship shirt shoes song spoon"
        " step stern thread tide tree water wheel wood"
    ),
    "city_night": word_set(
        "aisle bag balconies band bathtub bends bin books box bridge bulb bulbs bus car cart chain chairs"
        " chalk cloth corner crate crates desks doors doorway dress drum drums egg eggs flame floor fridge"
        " glass gloves heater horn keys lamps light lights list microphone mop notice pan pass phone pillow"
        " queue rice roofs rooftops sandwich satellite seat shovel sign slide song stairs stars steps street"
        " streetlights streets strip switch toast torch torches tower trumpet window windscreen"
    ),
    "city_day": word_set(
        "bag bags balcony band basket bench bicycle bicycles birds box bridge building bus cake car cars"
        " cat cats ceiling chalk coats corner corridor counter crossword desk dogs doors file forms fountain"
        " fridge keys lamps laundry leather letter mango milk newspaper notice orange panel park pen"
        " photograph piano pigeon pigeons queue ring sandwich scarf sheets shop shutter sign slippers sofa"
        " square stairs stairwell stall steps street suitcases taxi tower traffic tram tray umbrella watch"
        " windows wool"
    ),
    "village": word_set(
        "barn basin bed bell bin biscuit boxes button camera candle cap car cattle choir church coin collar"
        " counter cow dog dogs door doorstep doorway drum drums envelope flour gate gates glasses goat goats"
        " hammock hill horse house island key kite knot lamps leaves lid list mango mill mountain nail"
        " pigeons pillow porch queue rice roof seed seeds shed sheep sheet sock socks spanner square stamp"
        " step switch tables tie tower trucks valley village wool yak"
    ),
    "space": word_set(
        "brass can cave comet desert dust earth glove hatch helmet ice lamp lava light lights moon picture"
        " planet planets rocket room satellite screen star stars suit sun wall window wires"
    ),
    "night_sky": word_set(
        "aurora blanket book camel chart clock cloud clouds dog doors fence field fog gloves goat hats ice"
        " island lamp lantern leaves light lighthouse lights milk mountain notebook press radio river roof"
        " roofs rooftops satellite shadow sky snow spark stairs star stars sticks string sugar telephone"
        " telescope torch watch whale wristwatch"
    ),
    "stage": word_set(
        "baton boards bow broom bulbs cake candle chair chairs chalk choir church coats cork cow curtain"
        " drum drums dust fan feather floodlights floor fork gold guitars hall handle hats key keys ladder"
        " light lights microphone music notes orchestra pages palm palms parrot pedal piano pillar pin pipes"
        " rain river room rows seat seats shadows sheepdog sheet shoes spotlight spotlights spring stadium"
        " stage step stick sticks stool string suit switch thunder tin torch town trumpet wings"
    ),
    "classroom": word_set(
        "accordion ball bell benches bird biscuits blackboard board book books box carpet ceiling"
        " certificate chair chairs chalk chalkboard chart class clock coat corridor cups desk desks dinosaur"
        " drawing eyebrows feather file floor globe gloves glue hall hook hooks ladle letter mirror page"
        " paper parrot pass pegs pen pencil pencils picture poster potatoes queue register room rows rubber"
        " ruler sack school sheet shoe shop slide snow stamp star stove textbook textbooks toy waves whale"
        " window"
    ),
    "workshop": word_set(
        "bicycle boot bowl brass broom brush buttons canoe cello clay cloth coin copper crack doorway"
        " drawing engine fan football frame garage glove glue hammer iron jar jars lamp leather log machine"
        " machines mango measure mirror nails oil oven paint palm pedals pin pins pipe pipes plank pots"
        " press rows rubber sawdust scissors screwdriver shed shelf shelves shoe shop sleeve smoke socks"
        " spanner spring steam steel tape thread tin tools torch weight wheel wheels wood wool"
    ),
    "library": word_set(
        "aisle bear bed bends birds book books box brass bucket cart ceiling computer corner cup desk"
        " dictionary fan flask floor glass glasses gloves hat heater ice lamp letter letters machine"
        " manuscript mop notebook page pages pen pencil picture pins poem press room rooster sandwich school"
        " scissors screen shelf shelves sparrow stairs table tea ticket town train wool"
    ),
    "laboratory": word_set(
        "ash bed bench bends bin board book box can chart coffee corner corridor crystal dish drawings fish"
        " flask glass gloves goat hall jar jars lens letter letters lid machine marker microphone microscope"
        " mirror mop notebook pad page pass pen pencil photograph plates pot rain robot salt sandwich screen"
        " screens shard sign sink slide smoke square stick stool telephone train whiteboard wood writing"
    ),
    "kitchen": word_set(
        "apron biscuits bowl bowls bread button cake candle candles cast cat chain clock coffee coins crack"
        " crossword cup cupboard cups dough drawer drawing egg eggs envelope flour glasses ink jar kettle"
        " ladle lamp laptop letters measure noodles oil page pages pan parcel pencil phone photograph piano"
        " picture plate plates pot rice salt scissors screen shelf shoe sink soap song soup spoon steam"
        " sticks stool stove table tape tea teapot telephone toast tomatoes towel tray wool"
    ),
    "garden": word_set(
        "basket beans bees bench bin bird bottle brick broom bucket camera cat clipboard cross desert dome"
        " fan feather fence garden gate glass goat grass gravel greenhouse hall handle hat hats hedge jacket"
        " labels leaves lens mango marrow mint moth mud notebook notice oven park path pear plants plate"
        " pole puddle rhubarb robin root roses rows screwdriver seed seedlings seeds shears shed shell"
        " slippers smoke snail spade sparrows stick sticks tent tray tree trees wax wheelbarrow"
    ),
    "road": word_set(
        "bag basket bends bicycle block bridge bus buses cab cake car cars cart chain chairs coins cones"
        " cow crate dashboard dogs donkey drawing engine fern fish flask foam fog glove hat headlights hedge"
        " hill hippo horn houses lake lever loaf loaves map minibus mirror mountain newspaper notes park"
        " pass passengers path pedals posts road roof roundabout seat seats shirt sign sock street sun taxi"
        " thermos ticket tractor traffic trees truck umbrella van wheel windows windscreen"
    ),
    "harbor": word_set(
        "board boat boats boots bow brass brush chain chart coffee deck engine ferry fish flags fog gangway"
        " gulls harbor harbour hook hull island jars jetty key knot lamps launch lighthouse lights mast"
        " microphone mud nail nails net oar oars orange paint pier plank plate quay radio rail rock rocks"
        " rope sack sail salt sand sea seat ship shop shore slipway steps stone stool submarine tide town"
        " truck tugboat wall watch water wave waves wheel whistle"
    ),
    "station": word_set(
        "bag bags bench board book broom bus buses button cap carrier cart chart cloth coffee collar"
        " counter cow doors earth flag frost glass gloves gravel hall hat horn ledger lemon list map"
        " microphone mitten motor newspaper notice padlock park passengers pen phone picture pigeons"
        " platform poster ribbon ring seats seed seeds snow stairs stall steam stones strip suitcase"
        " suitcases sunflower tea telephone ticket tickets town tracks train trains truck watch waving"
        " whistle window windows wire"
    ),
    "field": word_set(
        "arrow babies bags ball beans bees bike biscuit bow brush bull calf circle class cloud cow cows cup"
        " dog earth engine fence field fires flour fog football gate goat goats gold grass hammer hats hill"
        " horse kite lamb moon mud notes palms phone plane potato press radio rock rope rows sack sheep"
        " sheepdog shell shirts sky slide smoke snails spade steel step stone stones straw string strip"
        " sugar sunflowers tin tower trailer valley wheat whistle"
    ),
    "studio": word_set(
        "booth box brass brooms brush bus button camera cat chair cloth coffee cupboard desk drawings fog"
        " fridge glass hats headphones heater islands lamp letters lights microphone mirror music nail nails"
        " notebook pages paper pencil photograph piano pot radio rain reel river screen script shelf shoe"
        " sleeve soup spoons spring stoves street swallow tape television train tweezers walls wheel"
    ),
    "hospital": word_set(
        "bars bed beds bin bird blanket blankets box brush bucket cart ceiling chair chairs chart clipboard"
        " cloth coin corridor crow cup cups desk dish doors drawer drawing drawings egg fish floor glove"
        " harp hat hats jigsaw jumper kettle key keys lamp laundry leaves lid lighthouse list mop newspaper"
        " pad paddle paper park pass pillow pool recorder room scarf sheet sheets silver snow songs soup"
        " spoon stool strings tiles towels tray trolley trucks whale wheels window"
    ),
    "sports_ground": word_set(
        "arrow athletes ball bench bends block boot bow buses chalk church circle coach coat compass"
        " cricket earth field flag floodlights football fork garden gate glove gloves goal goalposts goats"
        " gold grass hailstones handle ice jacket marks match matches mitten mop mouthguard mud music net"
        " pitch plant pole pool puddles racket raincoat rink robot roller scoreboard shell shirt shoes"
        " silver skates skis socks stadium stall stick stones stumps sun tape television track village"
        " volleyball wheels whistle"
    ),
}
