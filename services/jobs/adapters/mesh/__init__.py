"""What asks the parts of the mesh how they are."""
