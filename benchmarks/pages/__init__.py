"""How quick and how usable the dashboard's pages are, as Lighthouse sees them."""
