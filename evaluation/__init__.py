"""How good the stories are: forty invented people, what their stories are measured by, and a page to read."""
