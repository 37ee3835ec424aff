"""Whether a guide may be published, and who may write it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kundenkreis.core.text import headline


def may_edit(*, staff: bool) -> bool:
    """Guides are written by the brand's team."""
    return staff


@dataclass(frozen=True, slots=True)
class Node:
    """A step as a publisher looks at it: where its answers lead, None for nowhere."""

    number: int
    text: str
    is_end: bool
    answers: Sequence[tuple[str, int | None]] = ()

    @property
    def follows(self) -> set[int]:
        return {to for _text, to in self.answers if to is not None}


def faults(nodes: Sequence[Node]) -> list[str]:
    """Why this guide may not be published yet, one sentence a fault, naming its step; empty: it may.

    No dead end, no step that nobody reaches, no circle without a way out.
    """
    if not nodes:
        return [_("Write the first step.")]
    first = min(node.number for node in nodes)
    reached = _reached({first}, nodes)
    leading = _leading(nodes)
    found: list[str] = []
    for node in nodes:
        found += _own(node)
        if node.number not in reached:
            found.append(_("Nobody reaches {step}.").format(step=named(node)))
        elif node.follows and node.number not in leading:
            found.append(_("From {step} no way leads to an end.").format(step=named(node)))
    return found


def named(node: Node) -> str:
    """The step as sentences name it."""
    return _("step {number} «{text}»").format(number=node.number, text=headline(node.text, 60))  # fmt: skip


def _own(node: Node) -> Iterable[str]:
    """What is wrong with the step by itself."""
    if node.is_end:
        return
    if not node.answers:
        yield _("There is no answer in {step}. Write one, or make it an end.").format(step=named(node))  # fmt: skip
    for text, to in node.answers:
        if to is None:
            yield _("The answer «{answer}» in {step} leads nowhere.").format(answer=text, step=named(node))  # fmt: skip


def _reached(start: set[int], nodes: Sequence[Node]) -> set[int]:
    by_number = {node.number: node for node in nodes}
    seen: set[int] = set()
    edge = set(start)
    while edge:
        seen |= edge
        edge = {to for number in edge for to in by_number[number].follows if to in by_number} - seen  # fmt: skip
    return seen


def _leading(nodes: Sequence[Node]) -> set[int]:
    """The numbers of the steps from which an end can be reached."""
    leading = {node.number for node in nodes if node.is_end}
    while True:
        more = {n.number for n in nodes if n.follows & leading} - leading
        if not more:
            return leading
        leading |= more
