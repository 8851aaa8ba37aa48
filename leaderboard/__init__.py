"""How a claim is shown: the command line, the app, the rankings."""
