"""The Moderated socket: every plug in wiring must pass. Each text is one of Vreni's, made by its own room."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from kundenkreis.charter import actions as charter
from kundenkreis.contests import actions as contests
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.following.models import MemberFollow
from kundenkreis.ideas import actions as ideas
from kundenkreis.moderation import actions as moderation
from kundenkreis.moderation import queries, socket
from kundenkreis.moderation.models import StatementOfReasons
from kundenkreis.people.models import Person
from kundenkreis.rings import actions as rings
from kundenkreis.spaces import actions as spaces
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.knowledge import actions as knowledge
from kundenkreis.toolkits import actions as toolkits
from kundenkreis.wiring import MODERATED, WISHES

WORDS = "Mein Router blinkt rot, seit gestern Abend schon."


class Maker:
    """Makes one text of each kind; answers its target."""

    def __init__(
        self, vreni: Person, mira: Person, at: datetime, reader: Person | None = None
    ) -> None:
        self.vreni, self.mira, self.at, self.reader = vreni, mira, at, reader

    def make(self, kind: str) -> str:
        pk: object = getattr(self, kind.replace("-", "_"))()
        return f"{kind}:{pk}"

    def _question(self, body="Der Router blinkt rot."):
        return community.ask(title="WLAN langsam", body=body, agreed=True, by=self.vreni, at=self.at)  # fmt: skip

    def _answer(self, body="Ziehen Sie den Stecker."):
        return community.answer(self._question(), body=body, by=self.vreni, at=self.at)

    def question(self):
        return self._question(WORDS).pk

    def answer(self):
        return self._answer(WORDS).pk

    def comment(self):
        return community.comment(self._answer(), body=WORDS, by=self.vreni, at=self.at).pk

    def article(self):
        return knowledge.write(title="WLAN", body=WORDS, language="de", by=self.mira, at=self.at).pk  # fmt: skip

    def idea(self):
        return ideas.write(title="Lampe", body=WORDS, by=self.vreni, at=self.at).pk

    def idea_comment(self):
        idea = ideas.write(title="Lampe", body=WORDS, by=self.mira, at=self.at)
        return ideas.comment(idea, body=WORDS, by=self.vreni, at=self.at).pk

    def contest_entry(self):
        day, at = timedelta(days=1), self.at
        contest = contests.announce_contest(
            title="Was?", body="Ideen.", rules="Regeln.", prize="CHF 500", criteria=["Nutzen"], tokens=2, submit_from=at - day,
            submit_until=at + day, filter_until=at + 2 * day, jury_until=at + 3 * day, by=self.mira, at=at - day,
        )  # fmt: skip
        return contests.enter(contest, title="Lampe", body=WORDS, agreed=True, by=self.vreni, at=at).pk  # fmt: skip

    def design(self):
        say: dict[str, Any] = {"title": "Tisch", "lead": "Ihr Tisch.", "base_price": 0, "by": self.mira, "at": self.at}  # fmt: skip
        toolkit = toolkits.set_toolkit("", offered=False, reason="Neu", **say)
        toolkits.set_field(toolkit, "", label="Colour", kind="colour", reason="Neu", by=self.mira, at=self.at)  # fmt: skip
        toolkit = toolkits.set_toolkit(toolkit.slug, offered=True, reason="Los", **say)
        row = toolkits.keep(toolkit, title=WORDS, values={"colour": "#aa5500"}, by=self.vreni, at=self.at)  # fmt: skip
        return toolkits.submit(row, by=self.vreni, at=self.at).pk

    def _space(self):
        space = spaces.found(kind="private", name="Familie", by=self.vreni, at=self.at)
        if self.reader:
            spaces.take_in(space, self.reader, by=self.vreni, at=self.at)
        return space

    def space_question(self):
        return spaces.ask(self._space(), title="WLAN", body=WORDS, by=self.vreni, at=self.at).pk  # fmt: skip

    def space_answer(self):
        question = spaces.ask(self._space(), title="WLAN", body=WORDS, by=self.vreni, at=self.at)  # fmt: skip
        return spaces.answer(question, body=WORDS, by=self.vreni, at=self.at).pk

    def space_comment(self):
        question = spaces.ask(self._space(), title="WLAN", body=WORDS, by=self.vreni, at=self.at)  # fmt: skip
        answer = spaces.answer(question, body="Der Stecker.", by=self.vreni, at=self.at)
        return spaces.comment(answer, body=WORDS, by=self.vreni, at=self.at).pk

    def ring(self):
        reader = self.reader or self.mira
        MemberFollow.objects.create(person=self.vreni, member=reader, at=self.at)
        return rings.ring(to=[reader], title="Hallo", body=WORDS, by=self.vreni, at=self.at).pk  # fmt: skip

    def charter_comment(self):
        proposal = charter.propose(title="Duzen", why="Netter.", text="Wir duzen uns.", by=self.mira, at=self.at)  # fmt: skip
        return charter.comment(proposal, body=WORDS, by=self.vreni, at=self.at).pk

    def notice(self):
        return moderation.report_content(
            address="https://alpenfon.localhost/nowhere/", reason=WORDS, name="Kai", email="kai@example.org",
            good_faith=True, language="de", by=None, at=self.at,
        ).pk  # fmt: skip


# Nobody reads a notice but moderators, and nothing of it can be hidden.
TEXTS = [plug for plug in (*MODERATED, *WISHES) if plug.kind != "notice"]
each = pytest.mark.parametrize("plug", TEXTS, ids=lambda plug: plug.kind)


@pytest.fixture
def target(plug, vreni, mira, beat, at):
    return Maker(vreni, mira, at, reader=beat).make(plug.kind)


def test_every_kind_has_a_name_of_its_own_and_a_text_to_try():
    kinds = [plug.kind for plug in (*MODERATED, *WISHES)]
    assert len(set(kinds)) == len(kinds)
    assert set(kinds) == set(socket.PLUGS)
    assert [kind for kind in kinds if not hasattr(Maker, kind.replace("-", "_"))] == []


@pytest.mark.flow
@each
def test_a_text_is_found_with_all_that_moderators_need(plug, target, vreni, at):
    thing = queries.thing_for(target, reader=None)
    assert (thing.kind, thing.target) == (plug.kind, target)
    assert WORDS in thing.text
    assert thing.title
    assert thing.caption
    assert thing.path.startswith("/")
    assert thing.hidden_at is None
    assert queries.thing_for(target, reader=vreni).target == target
    assert plug.find(["", "x", "1", str(uuid4())], reader=None) == []


@pytest.mark.flow
@each
def test_what_is_hidden_nobody_else_reads_until_it_is_shown_again(
    plug, target, beat, mira, nora, at
):
    author = queries.thing_for(target, reader=None).author
    judge = nora if author == mira else mira
    assert queries.thing_for(target, reader=beat)
    hidden = moderation.hide(target, rule="rude", by=judge, at=at)
    assert queries.thing_for(target, reader=None).hidden_at
    assert queries.things_of([target], reader=beat) == {}
    assert moderation.hide(target, rule="rude", by=judge, at=at) == hidden, "twice is once"
    moderation.restore(target, facts="Doch.", by=judge, at=at)
    assert queries.thing_for(target, reader=beat).hidden_at is None
    assert StatementOfReasons.objects.filter(target=target).count() == 2


@each
def test_what_is_mended_says_the_new_words_or_refuses(plug, target, mira, nora, at):
    author = queries.thing_for(target, reader=None).author
    say = {"text": "Neue Worte", "by": nora if author == mira else mira, "at": at}
    if not plug.mendable:
        with pytest.raises(Refused):
            moderation.mend(target, **say)
        return
    moderation.mend(target, **say)
    text = queries.thing_for(target, reader=None).text
    assert "Neue Worte" in text
    assert WORDS not in text


@each
def test_another_brand_finds_nothing(plug, target, seeland):
    with scope.inside(seeland.pk):
        assert plug.find([target.partition(":")[2]], reader=None) == []


def test_a_notice_is_for_moderators_only_and_cannot_be_hidden(vreni, mira, at):
    target = Maker(vreni, mira, at).make("notice")
    assert queries.things_of([target], reader=vreni) == {}
    assert WORDS in queries.thing_for(target, reader=None).text
    with pytest.raises(Refused):
        moderation.hide(target, rule="rude", by=mira, at=at)
