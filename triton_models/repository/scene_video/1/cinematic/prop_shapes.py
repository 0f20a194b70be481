"""What the things that stories name look like, in a small language of shapes.

An entry is `name  how  shapes`, over as many lines as it takes; a shape is one of

    b x0 y0 x1 y1 tint        a box
    l x0 y0 x1 y1 r tint      a stroke of radius r
    t x0 y0 r0 x1 y1 r1 tint  a stroke that tapers
    d x y rx ry tint          an ellipse
    o x y r w tint            a ring of width w
    p tint x y x y x y ...    a polygon
    c tint x y x y x y ...    a smooth outline
    g x y r                   light that shines from here, as far as r

in hundredths of a grown body's height, x forward and y up. The origin is where a hand holds the thing, or the
ground below its middle. How it is had: `hand` held up, `hang` carried by a handle, `staff` long and upright,
`string` above on a string, `ground` stands or lies there, `big` as ground, but only out of doors.
"""

_SHAPES = """
book hand b -7 -2 7 8 accent; b -6 -1.4 6.4 7.4 paper; b -7 -2 -0.4 8 accent; l -0.4 -2 -0.4 8 0.5 dark
notebook hand b -5 -3 5 8 dark; b -4 -2.2 5 7.4 paper; l -2 5 4 5 0.3 dark; l -2 3 4 3 0.3 dark;
  l -2 1 3 1 0.3 dark
letter hand b -7 -3 7 6 paper; l -7 6 0 0.5 0.4 wood; l 7 6 0 0.5 0.4 wood; d 0 0.8 1.3 1.3 accent
paper hand p paper -5 -4 5 -3 6 9 -4 8; l -2.6 5 3.6 5.6 0.35 dark; l -2.8 2.6 3.4 3.2 0.35 dark;
  l -3 0 2 0.6 0.35 dark
newspaper hand p paper -10 -6 10 -5 10 8 -10 7; b -8 3.6 8 5.6 dark; l -8 1 -1 1 0.4 iron;
  l -8 -1.4 -1 -1.4 0.4 iron; b 1 -3.6 8 1.6 iron
map hand p paper -13 -7 -4 -5 4 -7 13 -5 13 7 4 5 -4 7 -13 5; l -4 -5 -4 7 0.3 wood; l 4 -7 4 5 0.3 wood;
  l -10 2 -2 -2 0.5 accent; l -2 -2 9 3 0.5 accent; d 9 3 1.3 1.3 accent
clipboard hand b -6 -5 6 10 wood; b -5 -4 5 8.6 paper; b -2.4 8 2.4 10.8 iron; l -3.4 5 3.4 5 0.4 dark;
  l -3.4 2 3.4 2 0.4 dark; l -3.4 -1 2 -1 0.4 dark
pencil hand t -3 -6 1.0 5 10 1.0 brass; t 5 10 1.0 6.6 13 0.2 wood; l -3.4 -6.8 -3.8 -7.6 1.0 accent
pen hand t -3 -6 0.9 5 9 0.9 dark; t 5 9 0.9 6.6 12 0.2 brass
brush hand t -2 -7 0.8 4 7 1.0 wood; b 3 7 6.4 10 iron; t 4.8 10 1.8 5.6 14 0.8 accent
key hand o 0 5 3.0 1.4 brass; l 0 2 0 -7 0.9 brass; l 0 -7 3.2 -7 0.8 brass; l 0 -4.4 2.4 -4.4 0.8 brass
coin hand d 0 3.4 3.4 3.4 brass; o 0 3.4 2.4 0.5 wood
ring hand o 0 3 2.6 1.0 brass; d 0 6 1.5 1.5 white
cup hand t 0 0 3.2 0 6.6 3.8 white; o 4.6 3.6 2.2 0.9 white; d 0 7.4 3.2 0.8 wood
teapot hand d 0 3.4 6.6 5.2 accent; t 5.6 3 1.6 11 8 0.9 accent; o -7.6 4 3.0 1.1 accent;
  d 0 8.8 2.4 1.0 accent; d 0 10.2 1.0 1.0 dark
bowl hand c clay -8 5 -6 0 0 -2 6 0 8 5; d 0 5 8 1.4 wood; d 0 5.4 5.6 0.9 brass
pot hang b -9 -17 9 -4 iron; d 0 -4 9.4 1.8 dark; l -9 -6 -11.5 -4.6 0.9 iron; l 9 -6 11.5 -4.6 0.9 iron;
  l 0 -3 0 0 0.9 iron
pan hand t 0 0 0.9 -2 1 1.1 wood; t 2 0.6 0.9 9 1 0.9 iron; d 16 1.4 8 2.6 iron
spoon hand t 0 -7 0.7 0 7 0.7 brass; d 0 9.4 2.0 3.0 brass
ladle hand t 0 -8 0.7 1 8 0.7 iron; d 2.8 10 3.4 2.4 iron
fork hand t 0 -7 0.7 0 6 0.8 iron; l -1.6 6 -1.6 11 0.4 iron; l 0 6 0 11 0.4 iron; l 1.6 6 1.6 11 0.4 iron;
  l -1.6 6 1.6 6 0.6 iron
knife hand t 0 -6 1.2 0 1 1.2 wood; p white -1.2 1.4 1.4 1.4 1.4 10 -1.2 13
plate hand d 0 2 9 2.4 white; d 0 2.6 6 1.3 paper
glass hand p glass -2.8 -2 2.8 -2 3.6 8 -3.6 8; d 0 4 3 0.8 white
bottle hand b -2.6 -6 2.6 4 glass; t 0 4 2.4 0 8 1.1 glass; l 0 8 0 10.4 1.1 wood; b -2.6 -3 2.6 1 paper
jar hand b -4.2 -5 4.2 4.4 glass; b -3.8 4.4 3.8 6.4 brass; d 0 -1.6 3 2.6 accent
tin hand b -4 -4 4 5 iron; d 0 5 4 1.0 white; b -4 -1.4 4 2.4 accent
box hand b -8 -4 8 6 wood; b -8.6 4.4 8.6 7 clay; b -1 -4 1 6 accent
parcel hand b -9 -5 9 6 clay; l -9 0.5 9 0.5 0.6 wood; l 0 -5 0 6 0.6 wood; d 0 6.6 2 1.2 accent
bread hand c brass -11 0 -8 5 0 6.4 9 4.6 11 0 7 -2.6 -7 -2.6; l -5 4.2 -3.4 1 0.5 wood;
  l 0 4.8 1.2 1.2 0.5 wood; l 5 4.2 6.2 1 0.5 wood
cake hand b -9 -2 9 4 clay; d 0 4 9 2 paper; b -9 3 9 4.6 paper; l -4 5 -4 9 0.6 accent;
  l 0 5.4 0 9.6 0.6 accent; l 4 5 4 9 0.6 accent; g 0 10.4 16
egg hand d 0 2.4 3.0 4.0 paper
apple hand d 0 2.6 4.0 3.8 red; l 0 6 0.8 8.4 0.5 wood; d 2.4 7.8 2.0 0.9 leaf
sandwich hand p brass -7 0 7 0 6 2.2 -6 2.2; b -7.4 2 7.4 3.4 leaf; p brass -7 3.4 7 3.4 5 6.6 -5 6.6
flower hand l 0 -8 1 5 0.5 leaf; d 3 0 2.6 1.2 leaf; d -1.6 7.6 2.2 2.2 accent; d 3.4 7.6 2.2 2.2 accent;
  d 1 10 2.2 2.2 accent; d 1 5.6 2.2 2.2 accent; d 1 7.6 1.7 1.7 brass
seedling hand b -4 -5 4 1 clay; b -4.6 0 4.6 2 clay; l 0 1 0 8 0.6 leaf; d 2.8 8.6 3 1.5 leaf;
  d -2.8 7.2 3 1.5 leaf
feather hand c paper 0 -6 3 -1 4 7 1 13 -1.6 7 -1.4 0; l 0 -8 1 12 0.4 wood
stone hand d 0 1.6 4.6 3.4 iron
shell hand c paper 0 -2 5.4 3 3.4 8 0 9 -3.4 8 -5.4 3; l 0 -1 0 8 0.3 clay; l 0 -1 3 7 0.3 clay;
  l 0 -1 -3 7 0.3 clay
snail hand d 0 -0.4 6 1.6 clay; d -0.6 3 3.6 3.6 wood; o -0.6 3 1.6 0.7 brass; l 5 0 6.6 3.6 0.5 clay;
  l 4.4 0 5 3.8 0.5 clay
compass hand d 0 3 5.2 5.2 brass; d 0 3 4.0 4.0 paper; t 0 3 0.8 2.2 6 0.2 red; t 0 3 0.8 -2.2 0 0.2 dark;
  o 0 9 1.4 0.6 brass
clock hand d 0 4 7.4 7.4 dark; d 0 4 6.2 6.2 paper; l 0 4 0 8.6 0.5 dark; l 0 4 3 4.6 0.5 dark;
  d 0 4 0.8 0.8 accent
watch hand t 0 -5 1.6 0 9 1.6 wood; d 0 2 3.2 3.2 brass; d 0 2 2.3 2.3 paper; l 0 2 0 3.8 0.3 dark;
  l 0 2 1.3 2 0.3 dark
sandglass hand b -4 -4 4 -2.8 wood; b -4 9 4 10.2 wood;
  p glass -3.2 -2.8 3.2 -2.8 0.5 3.2 3.2 9 -3.2 9 -0.5 3.2; p brass -2.6 -2.8 2.6 -2.8 0 0.4;
  p brass -1.8 6 1.8 6 0.2 3.4 -0.2 3.4
photograph hand b -6 -4 6 9 paper; b -5 -1 5 8 iron; d 0 2.6 1.8 2.2 clay;
  c clay -3.4 -1 -2.4 0.8 2.4 0.8 3.4 -1
frame hand b -8 -5 8 10 brass; b -6.4 -3.4 6.4 8.4 paper; p leaf -6.4 -3.4 -1 3 2 0 6.4 4 6.4 -3.4;
  d 3.4 6 1.3 1.3 accent
mirror hand l 0 -8 0 0 1.2 brass; d 0 6.4 6.2 7.4 brass; d 0 6.4 4.8 6 white
telephone hand t -1 -4 2.4 1 8 2.4 dark; b -0.9 0 2.9 7.4 screen; g 1 4 12
laptop hand p iron -9 0 9 0 11 -2.4 -7 -2.4; b -9 0 9 11 dark; b -8 1 8 10 screen; g 0 5 20
calculator hand b -4 -5 4 7 dark; b -3.2 3 3.2 6 leaf; d -2 0 0.8 0.8 paper; d 0 0 0.8 0.8 paper;
  d 2 0 0.8 0.8 accent; d -2 -2.6 0.8 0.8 paper; d 0 -2.6 0.8 0.8 paper; d 2 -2.6 0.8 0.8 paper
radio hand b -9 -5 9 6 wood; d -4 0.4 3.6 3.6 dark; o -4 0.4 2.2 0.6 brass; b 1 2 7.6 4.6 brass;
  d 3 -1.6 1.2 1.2 paper; d 6.4 -1.6 1.2 1.2 paper; l 6 6 11 17 0.35 iron
camera hand b -7 -3 7 5 dark; b -3 5 2 7.4 dark; d 0 1 3.6 3.6 iron; d 0 1 2.2 2.2 glass;
  d 5 3.4 0.9 0.9 accent; l -7 3 -4 -9 0.4 wood
microphone hand t 0 -8 1.2 0 3 1.6 dark; d 0 5.4 2.9 3.2 iron; l -2.6 3.6 2.6 3.6 0.6 brass
headphones hand o 0 4 6 1.6 dark; b -7.6 -1 -4 6 accent; b 4 -1 7.6 6 accent
torch hand t -4 -1 1.5 4 2 1.5 dark; t 4 2 1.6 8 3.6 2.8 iron; d 8.8 3.9 1.2 2.6 glow; g 10 4.4 52
candle hand b -1.4 -4 1.4 6 paper; d 0 -4.4 4.6 1.1 brass; t 0 7 0.9 0.2 11 0.2 glow; g 0 9 48
matchbox hand b -4.4 -1.6 4.4 2.6 accent; b 4 -1 6.4 2 wood; l 3 3 6 8 0.4 wood; d 6.2 8.6 0.8 1.1 red
lantern hand l -0 -1 0 -5 0.4 iron; b -2.6 -6.4 2.6 -5 iron; b -2.2 -13 2.2 -6.4 glow;
  b -2.8 -14.6 2.8 -13 iron; l -2.4 -13 -2.4 -6 0.35 iron; l 2.4 -13 2.4 -6 0.35 iron; g 0 -9.6 78
whistle hand d 0 1.4 3 2.8 brass; b 1 1.4 6.4 4.2 brass; l -2 3 -5 -8 0.3 accent
bell hand t 0 -3 0.9 0 2 0.9 wood; p brass -1.6 2 1.6 2 3 7 5.4 9.6 -5.4 9.6 -3 7; d 0 10.4 1.3 1.3 dark
medal hand p accent -2.6 10 -0.4 10 1 3 -0.6 3; p red 2.6 10 0.4 10 -1 3 0.6 3; d 0 0 3.6 3.6 brass;
  o 0 0 2.4 0.4 wood
trophy hand c brass -6 11 6 11 4 4 1.2 1 -1.2 1 -4 4; b -1 -3 1 1 brass; b -3.6 -5 3.6 -3 wood;
  o -6 8 2.4 0.8 brass; o 6 8 2.4 0.8 brass
ticket hand p brass -7 -1 7 0 7 6 -7 5; l 3 -0.6 3 5.8 0.3 wood; l -5 3.4 1 3.8 0.4 dark
scissors hand o -2 -3 2 0.9 accent; o 2 -3 2 0.9 accent; t -1.4 -1.4 0.6 2.6 9 0.3 iron;
  t 1.4 -1.4 0.6 -2.6 9 0.3 iron
hammer hand t 0 -8 1.1 0 8 1.1 wood; b -5 7 4 10.6 iron; t 4 8.8 1.2 7 8.4 0.4 iron
spanner hand t 0 -7 1.1 0 6 1.1 iron; o 0 8.4 2.8 1.6 iron; d 0 11 1.3 1.6 dark
saw hand o -4 1 3 1.5 wood; p white -1.6 -1.6 17 1 17 3 -1.6 4
nail hand t 0 -7 0.8 0 6 0.9 iron; l -2 7 2 7 0.7 iron
ruler hand b -1.8 -9 1.8 13 brass; l 0 -6 1.8 -6 0.3 dark; l 0 -2 1.8 -2 0.3 dark; l 0 2 1.8 2 0.3 dark;
  l 0 6 1.8 6 0.3 dark; l 0 10 1.8 10 0.3 dark
needle hand t 0 -5 0.5 3 9 0.25 white; l -0.4 -6 -6 -2 0.3 accent; l -6 -2 -9 -8 0.3 accent
string hand o 0 2 4 2.2 paper; l 3 0 9 -7 0.4 paper; l 9 -7 6 -13 0.4 paper
cloth hand c accent -7 4 0 6 7 3 8 -9 2 -12 -5 -10; l -2 4 -1 -10 0.4 dark; l 3 4 4 -10 0.4 dark
gloves hand c accent -4 -5 3 -5 4 2 2 9 -1 9 -2 3 -5 6 -6 4; b -4 -7 3 -5 dark
hat hand c dark -6 2 -5 8 0 10 5 8 6 2; b -6 2 6 4 accent; d 0 1.6 11 1.6 dark
glasses hand o -4 3 3 0.8 dark; o 4 3 3 0.8 dark; l -1 3.4 1 3.4 0.4 dark; l 7 4 11 6 0.4 dark
magnifier hand t 0 -8 1.2 0 1 1.0 wood; o 0 6.4 4.8 1.4 brass; d 0 6.4 4.0 4.0 glass;
  l -1.8 7.6 0.4 8.8 0.5 white
mask hand c accent -8 4 -4 8 0 6 4 8 8 4 5 -1 0 1 -5 -1; d -3.4 3.6 1.9 1.4 dark; d 3.4 3.6 1.9 1.4 dark
ball hand d 0 4.6 5.6 5.6 accent; c paper -4 7 0 5.6 4 7 0 6.6; l -5 3 5 3 0.4 dark
football hand d 0 5 5.8 5.8 white; d 0 5 1.9 1.9 dark; d -4 8 1.3 1.3 dark; d 4 8 1.3 1.3 dark;
  d -3.4 1.4 1.3 1.3 dark; d 3.4 1.4 1.3 1.3 dark
racket hand t 0 -8 1.2 0 2 1.0 wood; o 0 10 7 1.3 accent; l -5 10 5 10 0.25 paper; l 0 4 0 16 0.25 paper;
  l -3.4 6 -3.4 14 0.25 paper; l 3.4 6 3.4 14 0.25 paper
trumpet hand t -10 2 0.7 10 4 0.8 brass; t 8 3.8 1.0 16 5 4.4 brass; o -1 1 3.4 0.9 brass;
  l -2 3 -2 6.6 0.5 brass; l 0 3 0 6.8 0.5 brass; l 2 3.2 2 7 0.5 brass
flute hand t -16 2 0.8 16 6 0.8 white; d 2 4.4 0.5 0.5 dark; d 6 4.9 0.5 0.5 dark; d 10 5.4 0.5 0.5 dark
violin hand d -3 0 5.2 4.4 wood; d 4.4 1.8 4.4 3.8 wood; t 7 2.6 0.9 18 6.4 0.7 dark;
  l -5 0 17 6 0.25 paper; l -6 8 15 -6 0.4 paper
guitar hand d -5 -4 8 7 wood; d 5 0 6 5.4 wood; d 0 -2 2.2 2.2 dark; t 9 1.6 1.2 28 9 1.0 dark;
  b 27 7.6 32 11.4 wood; l -6 -4 28 9 0.25 paper
accordion hand b -12 -7 -6 9 accent; b 6 -7 12 9 accent; p paper -6 -6 6 -6 6 8 -6 8; l -3 -6 -3 8 0.5 dark;
  l 0 -6 0 8 0.5 dark; l 3 -6 3 8 0.5 dark
drum hang b -11 -20 11 -6 accent; d 0 -6 11 2.4 paper; d 0 -20 11 1.8 dark; l -8 -20 -4 -6 0.5 paper;
  l 0 -20 -4 -6 0.5 paper; l 0 -20 4 -6 0.5 paper; l 8 -20 4 -6 0.5 paper
paperplane hand p paper -9 0 12 5 -3 7; p white -9 0 12 5 -6 -3; l -9 0 12 5 0.3 iron
paperboat hand p paper -10 2 10 2 6 -4 -6 -4; p white -4 2 4 2 0 9
robot hand b -5 -6 5 3 iron; b -4 4 4 10 iron; d -1.8 7 1 1 glow; d 1.8 7 1 1 glow; l 0 10 0 13 0.4 accent;
  l -5 1 -8 -4 0.9 iron; l 5 1 8 -4 0.9 iron
suitcase hang b -13 -22 13 -3 wood; l -3.4 -3 -3.4 -0.6 0.8 dark; l 3.4 -3 3.4 -0.6 0.8 dark;
  l -3.4 -0.6 3.4 -0.6 0.8 dark; l -8 -22 -8 -3 0.7 dark; l 8 -22 8 -3 0.7 dark; b -13 -13 13 -11.6 accent
bag hang c clay -9 -6 9 -6 11 -20 0 -23 -11 -20; l -6 -6 0 0 0.6 wood; l 6 -6 0 0 0.6 wood;
  b -9 -9 9 -6 accent
bucket hang p iron -7 -18 7 -18 9 -5 -9 -5; d 0 -5 9 1.6 dark; l -8.6 -5 0 0 0.4 iron;
  l 8.6 -5 0 0 0.4 iron
basket hang c wood -11 -8 11 -8 9 -18 -9 -18; d 0 -8 11 2.2 dark; d -4 -7 3 2.4 red; d 3 -7 3.4 2.6 brass;
  l -11 -8 -6 -1.6 0.6 wood; l 11 -8 6 -1.6 0.6 wood; l -6 -1.6 6 -1.6 0.6 wood
wateringcan hang b -8 -17 8 -5 leaf; t 7 -15 1.4 18 -5 0.9 leaf; d 19 -4.4 1.2 2.4 leaf;
  l -6 -5 0 0 0.7 leaf; l 6 -5 0 0 0.7 leaf
kettle hang d 0 -11 9 7 iron; t 7 -11 1.8 15 -5 0.9 iron; l -6 -5 0 0 0.8 dark; l 6 -5 0 0 0.8 dark
rope hang l 0 0 0 -5 0.9 brass; o 0 -11 6.4 1.9 brass; o 2.6 -11.6 6.2 1.6 wood; o -2.4 -12 6.2 1.7 brass;
  l -2 -18 -8 -25 0.9 brass
net hang o 0 -8 9 1.2 wood; l -7 -12 0 -26 0.35 paper; l 7 -12 0 -26 0.35 paper; l -3 -16 3 -22 0.35 paper;
  l 3 -16 -3 -22 0.35 paper; l -8 -8 8 -8 0.3 paper
toolbox hang b -13 -18 13 -6 red; b -13 -9 13 -7.6 dark; l -7 -6 -7 -1 0.8 iron; l 7 -6 7 -1 0.8 iron;
  l -7 -1 7 -1 0.9 iron
stick staff t 1 -58 1.1 0 30 1.2 wood
broom staff l 0 -44 0 34 0.9 wood; p brass -3 -44 3 -44 8 -60 -8 -60; l -3.4 -46 3.4 -46 0.7 accent
mop staff l 0 -46 0 34 0.9 wood; c paper -3 -45 3 -45 9 -60 3 -57 0 -61 -3 -57 -9 -60
spade staff l 0 -40 0 24 1.0 wood; l -3.4 25 3.4 25 1.0 wood; p iron -6 -40 6 -40 6 -52 0 -60 -6 -52
rake staff l 0 -58 0 34 0.9 wood; l -8 -58 8 -58 0.8 iron; l -8 -58 -8 -61 0.5 iron;
  l -4 -58 -4 -61 0.5 iron; l 4 -58 4 -61 0.5 iron; l 8 -58 8 -61 0.5 iron
axe staff l 0 -58 0 14 1.1 wood; p iron 0 15 0 6 9 4 10 17
oar staff l 0 -30 0 46 1.0 wood; c wood -4 -30 4 -30 5 -56 0 -61 -5 -56
flag staff l 0 -58 0 74 0.9 wood; c accent 0 74 12 77 24 72 36 75 36 54 24 51 12 56 0 52
fishingrod staff t 0 -20 1.1 16 80 0.4 wood; l 16 80 30 10 0.2 paper; d 30 9 1.2 1.6 red
pole staff l 0 -58 0 62 1.1 iron
kite string p accent 0 18 12 0 0 -22 -12 0; l 0 18 0 -22 0.5 paper; l -12 0 12 0 0.5 paper;
  l 0 -22 4 -34 0.5 paper; d 4 -34 2.4 1.2 red; l 4 -34 -1 -46 0.5 paper; d -1 -46 2.4 1.2 red
balloon string d 0 0 9.4 11.4 accent; d -3 4 2 3 white; p accent -1.6 -12.8 1.6 -12.8 0 -10.6
chair ground l -10 0 -10 26 1.2 wood; l 10 0 10 26 1.2 wood; b -12 25 12 28 wood; l -11 28 -13 56 1.2 wood;
  b -14.4 44 -11 57 wood
stool ground l -8 0 -5 26 1.1 wood; l 8 0 5 26 1.1 wood; d 0 27 10 2.2 wood; l -6.4 10 6.4 10 0.8 wood
armchair ground b -20 8 20 28 accent; c accent -22 26 -24 62 -10 66 -8 28; b 12 26 21 40 accent;
  b -20 24 20 32 clay; l -17 0 -17 8 1.6 dark; l 17 0 17 8 1.6 dark
table ground b -34 40 34 43.6 wood; l -29 0 -29 41 1.6 wood; l 29 0 29 41 1.6 wood
desk ground b -32 40 32 43.6 wood; b 8 18 30 40 clay; l -28 0 -28 41 1.6 wood; l 29 0 29 41 1.6 wood;
  d 19 33 1 1 brass; d 19 25 1 1 brass; b -14 43.6 2 45.6 paper
bench ground b -34 22 34 25 wood; l -28 0 -28 23 1.6 iron; l 28 0 28 23 1.6 iron; b -34 34 34 37 wood;
  b -34 41 34 44 wood; l -30 24 -32 45 1.2 iron; l 30 24 28 45 1.2 iron
bed ground b -50 12 50 22 paper; b -54 0 -50 44 wood; b 50 0 54 30 wood;
  c white -48 22 -44 29 -32 29 -30 22; b -30 20 50 25 accent
lamp ground d 0 1.4 9 1.8 dark; l 0 2 0 74 0.9 brass; p paper -11 70 11 70 7 86 -7 86; g 0 74 60
streetlamp big d 0 2 5 2.4 dark; t 0 2 1.8 0 128 1.1 dark; l 0 128 12 134 1.0 dark; d 14 131 4.6 2.6 glow;
  g 14 129 84
candles ground b -7 0 -5 9 paper; b -1 0 1 13 paper; b 5 0 7 7 paper; t -6 10 0.8 -6 13 0.2 glow;
  t 0 14 0.8 0 17 0.2 glow; t 6 8 0.8 6 11 0.2 glow; g 0 14 44
fire ground t -14 2 2.2 10 5 2.2 wood; t 14 2 2.2 -10 5 2.2 wood; c red -9 4 -7 14 -2 9 1 25 5 12 8 15 9 4;
  c glow -5 4 -3 11 0 8 1 17 4 9 5 4; g 0 12 110
door ground b -20 0 20 88 wood; b -17 0 17 85 accent; b -13 48 13 78 dark; b -13 8 13 40 dark;
  d 12 44 1.5 1.5 brass
gate ground b -30 0 -26 54 wood; b 26 0 30 54 wood; l -26 44 26 44 1.5 wood; l -26 28 26 28 1.5 wood;
  l -26 12 26 12 1.5 wood; l -26 12 26 44 1.3 wood
fence ground l -44 26 44 26 1.3 wood; l -44 12 44 12 1.3 wood; b -41 0 -37 36 wood; b -15 0 -11 36 wood;
  b 11 0 15 36 wood; b 37 0 41 36 wood
ladder ground l -7 0 -3 92 1.2 wood; l 11 0 11 92 1.2 wood; l -6 14 11 14 0.9 wood;
  l -5.4 30 11 30 0.9 wood; l -4.8 46 11 46 0.9 wood; l -4 62 11 62 0.9 wood; l -3.4 78 11 78 0.9 wood
crate ground b -15 0 15 22 wood; l -15 0 15 22 0.9 dark; b -15 9.6 15 11 dark; b -15 20 15 22 clay;
  b -15 0 -13 22 clay; b 13 0 15 22 clay
sidetable ground d 0 37 17 3.0 wood; b -17 35.6 17 37.4 wood; l 0 2 0 36 1.3 wood; l 0 5 -11 0.6 1.1 wood;
  l 0 5 11 0.6 1.1 wood
boulder ground c iron -24 0 -26 10 -17 19 -4 22.4 11 21.6 22 14 26 5 24 0;
  c clay -17 17 -4 21 11 20 4 18 -8 17.4
boxes ground b -16 0 10 18 clay; b -16 8 10 9.6 brass; b -9 18 11 33 wood; b -9 24 11 25.6 brass
sack ground c clay -11 0 -13 16 -5 24 5 24 13 16 11 0; l -5 23 5 23 1.1 wood; c clay -6 24 -7 29 7 29 6 24
books ground b -9 0 9 3.4 accent; b -8 3.4 8 6.4 wood; b -9 6.4 7 9.6 leaf; b -7 9.6 8 12 red;
  b -8 12 6 15 dark
pots ground p clay -16 0 -6 0 -4 11 -18 11; p clay 2 0 12 0 14 11 0 11; d -11 16 6 7 leaf; d 7 16 5 8 leaf;
  d 7 24 3 3 accent; d -11 23 3 3 red
shoes ground t -10 2.4 2.6 0 1.8 1.9 dark; t 2 2.4 2.6 12 1.8 1.9 dark; l -10 4 -9 5 1.6 accent;
  l 2 4 3 5 1.6 accent
boots ground t -9 2 2.4 -1 1.8 2.2 wood; l -8 3 -8 12 2.6 wood; t 4 2 2.4 12 1.8 2.2 wood;
  l 5 3 5 12 2.6 wood
drums ground b -16 6 8 24 accent; d -4 24 12 2.4 paper; b 10 14 24 25 accent; d 17 25 7 1.6 paper;
  l 17 0 17 14 0.7 iron; l -12 0 -14 8 0.8 iron; l 4 0 6 8 0.8 iron; l -20 0 -20 44 0.6 iron;
  d -20 44 9 1.2 brass
piano ground b -34 4 34 30 dark; b -34 30 34 62 dark; b -36 60 36 64 dark; b -30 30 42 33.6 dark;
  b -30 33.6 40 35 white; l -28 0 -28 6 1.6 dark; l 36 0 36 31 1.6 dark; b -22 44 22 54 wood;
  b -8 44 8 56 paper
cello ground l 0 0 0 8 0.7 iron; d 0 20 13 13 wood; d 0 40 9.6 10 wood; b -6 28 6 34 wood;
  t 0 48 1.5 0 86 1.1 dark; d 0 88 2.4 2.4 dark; l 0 10 0 84 0.5 paper; l -18 34 18 22 0.5 brass
musicstand ground l 0 0 0 56 0.8 iron; l 0 4 -9 0 0.8 iron; l 0 4 9 0 0.8 iron;
  p paper -14 54 14 54 12 74 -12 74; l -9 68 9 68 0.4 dark; l -9 62 9 62 0.4 dark
micstand ground d 0 1 9 1.6 dark; l 0 1 0 82 0.7 iron; l 0 82 4 86 0.9 dark; d 6 88 2.6 3.0 iron
easel ground l -14 0 0 92 1.2 wood; l 14 0 0 92 1.2 wood; b -19 34 19 36 wood; b -17 36 17 78 paper;
  c accent -10 46 -2 60 6 56 12 66 10 46; d 7 70 3 3 brass
blackboard ground b -34 40 34 84 wood; b -32 42 32 82 dark; l -24 72 6 72 0.6 white;
  l -24 64 16 64 0.6 white; l -24 56 -2 56 0.6 white; l -28 0 -28 40 1.3 wood; l 28 0 28 40 1.3 wood
globe ground d 0 1.6 8 1.8 wood; l 0 2 0 10 1.0 brass; d 0 21 11.4 11.4 blue; c leaf -8 22 -2 29 3 25 -1 18;
  c leaf 3 18 8 20 7 13; o 0 21 12.6 0.9 brass
telescope ground l 0 40 -13 0 1.0 wood; l 0 40 13 0 1.0 wood; l 0 40 1 0 1.0 wood;
  t -20 32 2.4 8 50 3.0 brass; t 8 50 3.2 22 59 3.8 dark
microscope ground b -9 0 9 3 dark; t -6 3 2.4 -6 18 2.0 dark; b -7 9 8 11 dark; t 5 13 1.7 -1 26 2.1 iron;
  t -1 26 1.6 -3.4 31 1.6 dark
scales ground d 0 1.4 9 1.8 brass; l 0 1 0 42 1.0 brass; l -20 38 20 42 0.9 brass;
  l -20 38 -26 22 0.3 brass; l -20 38 -14 22 0.3 brass; d -20 21 7.6 1.6 brass; l 20 42 14 26 0.3 brass;
  l 20 42 26 26 0.3 brass; d 20 25 7.6 1.6 brass
sewingmachine ground b -32 36 32 39.4 wood; l -26 0 -26 36 1.4 iron; l 26 0 26 36 1.4 iron;
  b -18 39.4 18 42 dark; b 8 42 16 56 dark; b -18 52 16 58 dark; l -15 44 -15 52 1.1 iron;
  o 19 50 5 1.6 brass
wheel ground o 0 20 18.4 2.4 wood; l -18 20 18 20 0.9 wood; l 0 2 0 38 0.9 wood; l -13 7 13 33 0.9 wood;
  l -13 33 13 7 0.9 wood; d 0 20 3 3 iron
barrow ground o 26 9 8 1.8 dark; p leaf -20 14 20 12 26 30 -24 30; l -20 16 -44 26 1.2 wood;
  l -16 14 -20 0 1.2 iron; l 22 12 26 9 1.1 iron
cart ground o -18 13 12 1.8 wood; o 20 13 12 1.8 wood; b -34 20 36 24 wood; b -34 24 -31 40 wood;
  b 33 24 36 40 wood; l -34 22 -56 34 1.2 wood; d -14 27 9 6 clay; d 8 28 10 7 brass
bicycle ground o -25 17 15 1.8 dark; o 29 17 15 1.8 dark; l -25 17 2 17 0.9 accent;
  l 2 17 -10 46 0.9 accent; l -10 46 -25 17 0.9 accent; l 2 17 22 46 0.9 accent; l -10 46 22 46 0.9 accent;
  l 29 17 22 52 1.0 iron; l 22 52 27 56 0.9 iron; t -15 49 1.4 -5 48 1.0 dark
motorbike big o -26 15 13 3.2 dark; o 28 15 13 3.2 dark; c accent -22 24 -6 36 12 40 20 30 6 20;
  b -8 12 10 24 iron; t -28 36 2.6 -4 37 2.4 dark; l 28 15 18 44 1.3 iron; l 18 44 12 50 1.1 iron;
  d 23 40 3.6 3.6 glow; g 27 40 40
sled ground l -26 3 24 3 1.0 wood; l 24 3 30 10 1.0 wood; b -24 10 24 12.4 red; l -18 3 -18 11 0.9 wood;
  l 14 3 14 11 0.9 wood; l 30 10 46 22 0.4 paper
surfboard ground c accent -5 0 -9 40 -6 84 0 96 6 84 9 40 5 0; l 0 4 0 92 0.7 white
boat ground c wood -56 18 -44 2 40 2 60 22; b -54 16 56 19 accent; l -20 18 -20 8 1.4 dark;
  l 14 18 14 8 1.4 dark; l -30 26 34 8 0.8 brass
anchor ground l 0 6 0 42 1.5 iron; o 0 45 4 1.6 iron; l -9 36 9 36 1.3 iron; l 0 4 -15 12 1.6 iron;
  l 0 4 15 12 1.6 iron; p iron -19 10 -11 10 -16 19; p iron 19 10 11 10 16 19
lifebuoy ground o 0 15 12 5.6 white; o 0 15 12 5.2 accent; l -15 15 -9 15 2.6 white; l 9 15 15 15 2.6 white;
  l 0 24 0 30 2.6 white; l 0 0 0 6 2.6 white
tent ground p clay -46 0 0 52 46 0; p accent -46 0 0 52 -8 0; p dark -8 0 0 52 12 0; l 0 52 0 57 0.8 wood
signpost ground l 0 0 0 84 1.6 wood; p brass -2 66 26 66 33 71 26 76 -2 76;
  p paper 2 50 -24 50 -31 55 -24 60 2 60
sign ground l 0 0 0 46 1.4 wood; b -20 44 20 70 paper; b -20 44 20 46 wood; b -20 68 20 70 wood;
  l -13 62 13 62 1.0 accent; l -13 54 7 54 0.8 dark
busstop big l 0 0 0 92 1.2 iron; d 0 96 10 10 accent; b -6 93 6 99 paper; b -5 50 5 68 paper;
  l -3.4 62 3.4 62 0.5 dark; l -3.4 57 3.4 57 0.5 dark
milestone ground c iron -9 0 -9 20 0 27 9 20 9 0; b -4 10 4 13 dark; b -3 15 3 18 dark
letterbox ground b -9 0 9 46 red; d 0 46 9 6 red; b -6 36 6 38.6 dark; b -9 0 9 4 dark
well ground b -20 0 20 22 iron; l -17 22 -17 56 1.4 wood; l 17 22 17 56 1.4 wood; p red -26 54 0 70 26 54;
  l -17 44 17 44 1.2 wood; l 0 44 0 30 0.4 paper; p wood -4 22 4 22 5 30 -5 30
stall big b -38 0 38 30 wood; l -36 30 -36 78 1.2 wood; l 36 30 36 78 1.2 wood;
  p accent -42 72 -22 72 -20 86 -38 86; p paper -22 72 -2 72 -2 86 -20 86; p accent -2 72 18 72 17 86 -2 86;
  p paper 18 72 42 72 38 86 17 86; d -22 33 6 5 red; d -10 33 6 5 brass; d 4 33 6 5 leaf; d 18 33 6 5 red
fountain big d 0 4 36 5 iron; b -34 3 34 14 iron; d 0 14 34 4 blue; t 0 12 5 0 34 3 iron; d 0 36 15 3 iron;
  l 0 38 -11 22 0.5 white; l 0 38 11 22 0.5 white; l 0 38 0 46 0.7 white
tree big t 0 0 4.6 3 56 3 wood; l 2 44 -16 66 1.8 wood; l 3 50 22 72 1.7 wood;
  c leaf -42 62 -34 92 -6 112 26 104 44 82 36 60 6 54; d -14 84 3 3 red; d 16 92 3 3 red; d 26 72 3 3 red
bush ground c leaf -22 0 -26 16 -12 28 4 25 18 29 26 14 22 0; d -10 18 2.4 2.4 accent;
  d 8 20 2.4 2.4 accent; d 16 12 2.4 2.4 accent
pumpkin ground d -6 8 8 8.6 accent; d 6 8 8 8.6 accent; d 0 8.4 6.6 9 brass; l 0 16 2 21 1.3 leaf
windsock big l 0 0 0 112 1.2 iron; t 0 108 6 17 106 4.6 red; t 17 106 4.6 32 102 3.4 white;
  t 32 102 3.4 44 97 2.4 red
snowman ground d 0 14 15 14.6 white; d 0 36 10.6 10.6 white; d 0 53 7.6 7.6 white;
  t 6 53 1.2 15 52 0.3 brass; d 4 56 0.9 0.9 dark; l -9 38 -24 48 0.7 wood; t -6 45 2 7 45 2 accent
scarecrow big l 0 0 0 70 1.4 wood; l -28 58 28 58 1.3 wood; p clay -12 32 12 32 10 62 -10 62;
  p accent -27 54 -8 54 -8 62 -27 62; p accent 27 54 8 54 8 62 27 62; d 0 71 7.4 8 brass;
  d 0 77 15 1.8 wood; c wood -8 77 -5 88 5 88 8 77
car big c accent -64 8 -62 24 -40 28 -26 44 20 44 36 28 60 24 62 8; c glass -34 28 -23 41 16 41 29 28;
  l -3 28 -3 43 1.2 accent; d -38 9 10 10 dark; d 38 9 10 10 dark; d -38 9 4.6 4.6 iron;
  d 38 9 4.6 4.6 iron; d 60 19 2 2.6 glow; g 66 19 44
van big c accent -60 8 -60 62 30 64 46 40 60 34 60 8; c glass 18 38 18 58 28 58 42 38; b -52 36 -8 56 paper;
  d -36 9 10 10 dark; d 38 9 10 10 dark; d -36 9 4.6 4.6 iron; d 38 9 4.6 4.6 iron; d 58 22 2 3 glow;
  g 64 22 44
bus big b -96 10 92 84 accent; b -90 50 84 74 glass; b -92 34 88 37 paper; l -62 50 -62 74 1.4 accent;
  l -30 50 -30 74 1.4 accent; l 2 50 2 74 1.4 accent; l 34 50 34 74 1.4 accent; b 58 12 76 70 dark;
  d -58 10 13 13 dark; d 48 10 13 13 dark; d -58 10 6 6 iron; d 48 10 6 6 iron; d 90 22 2.4 3.4 glow;
  g 97 22 54
"""


def entries() -> list[str]:
    """The entries, each in one line."""
    return _SHAPES.strip().replace("\n  ", " ").splitlines()
