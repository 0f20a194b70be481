"""What the ports of photos are in reality."""
