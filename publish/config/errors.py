"""What a key says of a value it does not take."""


class Wrong(Exception):
    """A value that a key does not take; the text says what it takes."""

    def __init__(self, expected: str, options: tuple[str, ...] = ()) -> None:
        super().__init__(expected)
        self.options = options
