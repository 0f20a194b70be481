"""What is measured of stories: plain functions of answers and texts, each with what its figure means."""
