"""From a book to its artifacts: what to make, what is fresh already, and writing it whole."""

from publish.artifacts.make import Made, make, make_all
from publish.artifacts.plan import Artifact, plan

__all__ = ["Artifact", "Made", "make", "make_all", "plan"]
