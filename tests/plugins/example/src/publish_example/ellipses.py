"""Pass that sets “…” for three dots."""

from dataclasses import replace

from publish.plugin_api import Node, Outcome, Pass, Text, Work, rewrite


def join_dots(work: Work, typography: str) -> Outcome[Work]:
    """Return the work with “…” for each “...”, unless its typography is as given."""

    def change(node: Node) -> Node:
        if isinstance(node, Text) and "..." in node.text:
            return replace(node, text=node.text.replace("...", "…"))
        return node

    return Outcome(work if typography == "as-given" else rewrite(work, change))


PASS = Pass("ellipses", join_dots, reads=("typography",), after="quotes")
