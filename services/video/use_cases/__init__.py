"""What can be asked of films, and how one is made."""
