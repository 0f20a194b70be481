"""Photos of people: taken in with consent, judged, kept, deleted."""
