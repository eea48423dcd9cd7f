"""The pass changes what it should, and nothing else."""

from publish import read

TEXT = "A Title\n\nWait... there is more.\n"


def test_three_dots_are_an_ellipsis() -> None:
    assert "Wait… there is more." in repr(read(TEXT).value)


def test_typography_as_given_is_left_alone() -> None:
    work = read(TEXT, settings={"typography": "as-given"}).value
    assert "Wait... there is more." in repr(work)
