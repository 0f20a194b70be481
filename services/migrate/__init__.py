"""`encompass-migrate`: every database to the head of its history, the slot map, the streams."""
