"""The options of commands that choose an edition and the text that it shows."""

from __future__ import annotations

import difflib

import click

from publish.artifacts.plan import ALL_EDITIONS
from publish.cli.options import group_options, parse_option
from publish.config.edition_options import Choices, Commentary, commentary_choices
from publish.config.fit import parse_fit
from publish.config.options import Edition
from publish.config.profiles import find_profile
from publish.config.settings import Settings
from publish.diagnostics import PublishError
from publish.text.languages import TAG

edition_option = click.option(
    "--edition",
    metavar="E",
    help=f"The edition to make, instead of those in the settings: {', '.join(Edition)}, or all of "
    "them. `publish explain editions` says for whom each is.",
)
_commentary_option = click.option(
    "--commentary",
    type=click.Choice([*map(str, Commentary)]),
    help="The place of the commentary between segments: inline after its segment, at the foot of "
    "the page, or none.",
)
_no_commentary_option = click.option(
    "--no-commentary", is_flag=True, help="Leave out the commentary between segments."
)
_languages_option = click.option(
    "--languages",
    metavar="TAGS",
    help="The languages that the edition shows, in their order: he,en.",
)


fit_option = click.option(
    "--fit",
    metavar="PAGES",
    callback=parse_option(parse_fit),
    help="The pages that the book fills by a little less or more room: 8, sheets=2 for the sheets "
    "of a booklet, or sheets for the nearest number of whole ones (default: the setting `fit`).",
)


text_options = group_options(_languages_option, _commentary_option, _no_commentary_option)
"""Adds the options of what an edition shows to a command."""


def edition_choices(
    languages: str | None, commentary: str | None, *, no_commentary: bool
) -> Choices:
    """Return the options of editions that a command sets; wrong ones are wrong usage."""
    choices: list[tuple[str, object]] = []
    if languages is not None:
        tags = tuple(tag.strip() for tag in languages.split(","))
        for tag in tags:
            if not TAG.fullmatch(tag):
                raise click.BadParameter(
                    f"“{tag}” is no language tag; write tags with commas: he,en",
                    param_hint="--languages",
                )
        choices.append(("languages", tags))
    if no_commentary:
        choices += commentary_choices(shown=False)
    elif commentary is not None:
        choices.append(("commentary", Commentary(commentary)))
    return tuple(choices)


def check_edition(edition: str | None) -> str | None:
    """Return ``edition``; an unknown name is wrong usage (click.BadParameter)."""
    names = (*Edition, ALL_EDITIONS)
    if edition is not None and edition not in names:
        near = difflib.get_close_matches(edition.lower(), names, 1)
        guess = f"did you mean “{near[0]}”? " if near else ""
        raise click.BadParameter(
            f"there is no edition “{edition}”; {guess}editions: {', '.join(names)}; "
            "`publish explain editions` says for whom each is",
            param_hint="--edition",
        )
    return edition


def check_profile(profile: str | None, settings: Settings) -> None:
    """Raise click.BadParameter for a profile that the settings do not know: wrong usage."""
    if profile is None:
        return
    try:
        find_profile(settings, profile)
    except PublishError as error:
        (diagnostic,) = error.diagnostics
        message = "; ".join((diagnostic.message, *diagnostic.hints))
        raise click.BadParameter(message, param_hint="--profile") from None
