"""The markup of each part of a book, made from its Work."""
