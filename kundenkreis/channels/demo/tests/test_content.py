"""What we wrote ourselves: complete in both languages, in Swiss spelling, with steps."""

import re
from collections import Counter

from kundenkreis.channels.demo import articles, brands, community

LONGEST = 28


def test_every_article_stands_in_both_languages_under_the_same_topic() -> None:
    german, english = (articles.pages(language) for language in ("de", "en"))
    keys = [
        [(page.slug, page.topic, page.brand) for page in pages]
        for pages in (german, english)
    ]
    assert keys[0] == keys[1]
    assert Counter(page.brand for page in german) == {"alpenfon": 63, "seeland": 8}
    assert {page.topic for page in german} == set(brands.TOPICS)


def test_no_article_holds_a_letter_that_switzerland_does_not_write() -> None:
    for page in articles.pages("de"):
        assert "ß" not in page.title + page.summary + page.body, page.slug
    assert "ß" not in community.FILE.read_text(encoding="utf-8")


def test_every_article_has_steps_and_says_what_to_do_if_they_do_not_help() -> None:
    for language in articles.LANGUAGES:
        for page in articles.pages(language):
            assert re.search(r"(?m)^5\. ", page.body), page.slug
            assert "\n## " in page.body, page.slug
            assert 100 <= len(page.body.split()) <= 260, page.slug


def test_sentences_are_short() -> None:
    for language in articles.LANGUAGES:
        for page in articles.pages(language):
            for sentence in re.split(r"(?<=[.!?:])\s", page.body):
                assert len(sentence.split()) <= LONGEST, (page.slug, sentence)
