"""Pure functions from a Work and a theme to the bytes of a book."""
