"""Jobs: Postgres is the truth, JetStream is the bell. See docs/adr/0002."""
