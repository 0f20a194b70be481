"""Pictures and sound: composing, lettering, encoding, mixing. Behind the ports; imports no protobuf."""
