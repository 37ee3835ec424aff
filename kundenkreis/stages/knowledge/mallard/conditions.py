"""Which parts of a page are meant for us. Source: projectmallard.org/if/1.0/."""

from xml.etree.ElementTree import Element

from kundenkreis.stages.knowledge.mallard.page import local

IF = "{http://projectmallard.org/if/1.0/}"
# What is true of us: a page in a browser; no desktop of one kind, nothing to install.
TRUE = {"target:html", "target:xhtml"}


def holds(element: Element) -> bool:
    """Whether the element's condition is true of us: `a b` is and, `a,b` is or, `!a` is not."""
    test = element.get(f"{IF}test")
    if not test and local(element) in ("when", "if"):
        test = element.get("test")
    if not test:
        return True
    return any(all(_true(token) for token in part.split()) for part in test.split(","))


def _true(token: str) -> bool:
    return token[1:] not in TRUE if token.startswith("!") else token in TRUE


def chosen(choose: Element) -> list[Element]:
    """What the first true branch holds."""
    for child in choose:
        name = local(child)
        if name == "else" or (name == "when" and holds(child)):
            return list(child)
    return []
