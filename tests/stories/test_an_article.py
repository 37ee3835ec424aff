"""Vreni knows a trick; it becomes an article with her name, helps, grows old, and leads on when it is retired."""

from collections.abc import Callable

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge.models import Article
from tests.stories.conftest import Browser, World
from tests.stories.ways import speaks_english

pytestmark = pytest.mark.slow


def test_from_a_members_trick_to_a_retired_article(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    aylin: Person,
    reto: Person,
    mira: Person,
    browser_of: Callable[..., Browser],
) -> None:
    speaks_english(vreni, aylin, reto, mira)
    hers, team, office, reader = (browser_of(each) for each in (vreni, reto, mira, aylin))
    office.send("/editing/rules/", four_eyes="on", review_days="100", warn_days="10", reason="Two people.")  # fmt: skip

    # She proposes it; the editors are told; one asks for more.
    words = {"title": "Dampfbad für die Tastatur", "summary": "", "language": "de", "topic": "computer", "kind": "help"}  # fmt: skip
    hers.send("/article-proposals/new/", body="Erst ausstecken.", once="proposal", **words)
    world.work()
    assert "Please review" in world.mails_to("mira@")[-1].subject
    article = Article.objects.get()
    editing = f"/editing/{article.pk}/"
    office.send(f"{editing}revisions/1/return/", note="Wie lange trocknet sie?")
    world.work()
    assert "Wie lange trocknet sie?" in world.mails_to("vreni@")[-1].text
    assert reader.get(f"/articles/{article.pk}/").status_code == 404

    # Her second text is approved by Mira; Reto's correction may not be approved by an agent.
    hers.send(f"/article-proposals/{article.pk}/", title=words["title"], body="1. Ausstecken.\n2. Zwei Tage trocknen.", seen="1", base="1", once="second")  # fmt: skip
    office.send(f"{editing}revisions/2/publication/", once="out")
    world.work()
    told = [mail.subject for mail in world.mails_to("vreni@")]
    assert any("People can now read your text" in subject for subject in told)
    article.refresh_from_db()
    page = reader.text(article.path)
    assert f"/authors/{vreni.pk}/" in page
    assert "Zwei Tage trocknen." in page
    assert article.path in reader.text("/articles/?q=Tastatur+trocknen")

    # Two write at once: Reto is second, compares, and saves knowingly.
    office.send(f"{editing}text/", title=words["title"], body="1. Ausstecken.\n2. Drei Tage trocknen.", seen="2", base="2", once="mira")  # fmt: skip
    late = team.send(f"{editing}text/", title=words["title"], body="1. Sofort ausstecken.", seen="2", base="2", once="reto")  # fmt: skip
    assert late.status_code == 409
    assert "Drei Tage" in late.content.decode()

    # Nobody approves her own words, and nobody checked it in time: it is gone, and comes back.
    assert office.send(f"{editing}revisions/3/publication/", once="own").status_code == 403
    world.later(days=95)
    assert "Please check articles" in world.mails_to("mira@")[-1].subject
    world.later(days=6)
    # Who was signed in 101 days ago signs in again.
    team, office, reader = (browser_of(each) for each in (reto, mira, aylin))
    assert reader.get(article.path).status_code == 404
    assert article.path not in reader.text("/articles/?q=Tastatur+trocknen")
    office.send(f"{editing}check/", once="check")
    assert reader.get(article.path).status_code == 200

    # Retired: the old address leads on.
    team.send("/editing/new/", title="Tastatur reinigen", summary="", body="Mit einem Pinsel.", language="de", topic="computer", once="new")  # fmt: skip
    newer = Article.objects.exclude(pk=article.pk).get()
    office.send(f"/editing/{newer.pk}/revisions/1/publication/", once="newer")
    newer.refresh_from_db()
    office.send(f"{editing}withdrawal/", successor=newer.path, note="", once="retired")
    assert reader.get(article.path)["Location"] == newer.path
