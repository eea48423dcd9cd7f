"""Words of a text and their places on the pages, each found from the other.

Every drawn letter is traced to its character in a source by what the program knows, and never by
likeness: the letters of a piece of a line on the page are those that come next in the text.
"""
