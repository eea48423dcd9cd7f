"""The interface to WeasyPrint: replaced functions, messages, private names, their contract."""
