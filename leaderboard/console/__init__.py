"""How the command line shows listings, evidence and progress: values in, lines out; nothing here asks the registry."""
