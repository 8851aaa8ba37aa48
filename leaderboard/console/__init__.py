"""How the command line shows things: listings, evidence, progress. Values in, lines out; nothing here asks the registry."""
