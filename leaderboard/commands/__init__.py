"""One module a command, or a family of commands: it parses, asks one function, prints; `command_line` names all.

Whatever is slow to import is imported inside the function that needs it.
"""
