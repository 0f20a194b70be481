"""What can be smelled, heard and shared: a blank that speaks of one of these takes nothing else."""

from services.script.domain.writing.words import word_set

SMELLS = word_set(
    "salt seaweed rope tar sawdust resin rain snow wood smoke soap bread toast butter cinnamon sugar"
    " honey coffee tea lemon"
    " lemons orange oranges mint grass hay moss pine pines cedar bark earth mud dust clay stone iron"
    " copper tin wool paper ink"
    " glue chalk paint varnish wax oil petrol diesel rust leather rubber ash charcoal frost fish"
    " soup stew rice garlic pepper"
    " cheese milk chocolate ginger vanilla clover thyme flour wheat straw apples apple pears plums"
    " apricots onions onion"
    " herbs spices roses rose flowers leaves roots cake cookies biscuits pie pies popcorn books"
    " cloth sheets linen candles"
    " tomatoes potatoes bananas peaches mushrooms mango cherries sunshine nets shells feathers horses sheep"
)
SOUNDS = word_set(
    "rain thunder wind waves wave whistle whistles bell bells laughter music drum drums violin"
    " violins trumpet trumpets"
    " piano accordion flute fiddle song songs applause footsteps wings sparrows gulls pigeons owl"
    " owls crow crows geese duck"
    " ducks hens rooster dog dogs cat cats bees crickets frogs clock clocks kettle train trains tram"
    " engine engines"
    " radio bicycle bicycles oars doors plates spoons cups coins keys wheels birds bird robin"
    " swallows goats sheep cows"
    " donkey guitar guitars tambourine"
)
SHARED = word_set(
    "bread toast cake cakes pie pies cookie cookies biscuit biscuits orange oranges apple apples"
    " pear pears plum plums peach"
    " cherries apricots banana bananas mango soup stew rice noodles dumplings sandwich sandwiches"
    " tea coffee milk chocolate"
    " cheese honey jam nuts popcorn umbrella blanket bench lemonade water potatoes"
)
