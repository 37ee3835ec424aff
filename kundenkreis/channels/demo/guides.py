"""Three guided fixes of Alpenfon, in German and English, from `content/guides.json`, walked by many."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from kundenkreis.brands.models import Topic
from kundenkreis.channels.demo.articles import LANGUAGES, pages
from kundenkreis.guides import actions
from kundenkreis.guides.actions.whole import Wanted
from kundenkreis.guides.models import Guide
from kundenkreis.stages.knowledge.models import Article

CONTENT = Path(__file__).parent / "content" / "guides.json"
# For each guide: which answers were given (from 1), and whether it helped; None: left.
WAYS: tuple[tuple[tuple[int, ...], bool | None], ...] = (
    ((1, 1, 1), True), ((1, 2, 1), True), ((1, 1, 1), True), ((2, 1), True), ((1, 1), None), ((1,), None),
)  # fmt: skip


def publish(at: datetime) -> None:
    """Written some months ago, before anybody asked."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    titles = {page.title: page.slug for page in pages("de")}
    articles = {
        titles[row.title]: row.family
        for row in Article.objects.readable().filter(language="de")
        if row.title in titles
    }
    for number, one in enumerate(json.loads(CONTENT.read_text(encoding="utf-8"))):
        since = at - timedelta(days=90 - number)
        family = None
        for language in LANGUAGES:
            guide = actions.begin(
                title=one["title"][language], summary=one["summary"][language], language=language,
                topic=topics[one["topic"]], family=family, by=None, at=since,
            )  # fmt: skip
            family = guide.family
            steps = [_wanted(step, language, articles) for step in one["steps"]]
            actions.rewrite(guide, steps=steps, by=None, at=since)
            guide = actions.publish(guide, by=None, at=since)
            if language == "de":
                _walked(guide, at)


def _wanted(step: dict[str, Any], language: str, articles: dict[str, UUID]) -> Wanted:
    return Wanted(
        text=step["text"][language],
        body=step["body"][language],
        kind=step["kind"],
        stage=step.get("stage", ""),
        article=articles[step["article"]] if "article" in step else None,
        answers=[(text[language], to) for text, to in step["answers"]],
    )


def _walked(guide: Guide, at: datetime) -> None:
    for days, (choices, helped) in enumerate(WAYS, start=2):
        then = at - timedelta(days=days)
        walk = actions.walk(guide, by=None, at=then)
        for number, choice in enumerate(choices, start=1):
            answers = list(walk.step.answers.order_by("number"))
            if not answers:
                break
            chosen = answers[min(choice, len(answers)) - 1]
            walk = actions.answer(walk, number=number, answer=chosen.pk, by=None, at=then)
        if helped:
            actions.helped(walk, by=None, at=then)
