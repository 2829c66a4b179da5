"""What changes promises: refreshing a case's clocks, keeping time, and ordering the rules."""
