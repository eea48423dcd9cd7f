"""The editor's desk: books, their pages and messages about them, in a browser on this computer."""
