"""What a campaign's documents need of a print shop, and what whoever signs looks through."""
