"""Private names."""


def changed_users() -> frozenset[str]:
    """Return users."""
    return frozenset()
