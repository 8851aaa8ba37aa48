"""Scores find their boards: names are looked up, settings read, scales settled; the rest keeps the reason why not."""

from extractors.linking.place import REASONS, Reason, link

__all__ = ["REASONS", "Reason", "link"]
