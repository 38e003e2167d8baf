"""Records and the rules about them: pure, without disk, clock, network or framework."""
