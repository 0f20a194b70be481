"""What films look and sound like: sheets of pictures to be looked at, and sound that is measured."""
