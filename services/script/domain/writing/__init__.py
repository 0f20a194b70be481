"""Everything that is written by hand: openings, lines, titles, and the words that they are chosen by."""
