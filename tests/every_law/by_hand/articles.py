"""Attacks on the laws of articles, guides, pictures, the index, and what came from a forum of before."""

from tests.every_law.by_hand.making import (
    NOBODY,
    ONE,
    OTHER_BRAND,
    SOMEBODY,
    again,
    changed,
)

# An article of another brand, without texts.
ELSEWHERE = again("article", id=ONE, brand_id=OTHER_BRAND, published_revision_id="null", successor_id="null")  # fmt: skip
FIRST_STEP = """insert into kundenkreis_revisionstep (seq, name, from_state, to_state, at, note, brand_id, revision_id)
    values (1, 'write', '-', 'draft', now(), '', 1, -1)"""

ATTACKS = {
    "article.brand_id": (again("article", id=NOBODY, brand_id="-1", published_revision_id="null", successor_id="null"),),
    "article.successor_of_same_brand": (
        ELSEWHERE, changed("article", f"x.id <> {ONE} and x.successor_id is null", successor_id=ONE),
    ),
    "articlerevision.article_shows_published": (
        "update kundenkreis_article set published_revision_id = null",
        changed("articlerevision", "x.state = 'published'", state="'published'"),
    ),
    "articlerevision.article_text_stays": (changed("articlerevision", title="'Other'"),),
    "articlerevision.revision_of_same_brand": (
        ELSEWHERE, FIRST_STEP,
        again("articlerevision", f"x.brand_id <> (select a.brand_id from kundenkreis_article a where a.id = {ONE})",
              id="-1", article_id=ONE, follows_id="null", base_id="null", seq="1", state="'draft'", number="99"),
    ),
    "document.index_knows_no_space": (changed("document", object_id="(select q.id from kundenkreis_spacequestion q limit 1)"),),
    "guide.brand_id": (again("guide", id=NOBODY, brand_id="-1", published_version_id="null"),),
    "guide.guide_shows_its_own": (
        again("guideversion", id="-1", number="99", published_at="null", published_by_id="null"),
        changed("guide", "x.id <> (select v.guide_id from kundenkreis_guideversion v where v.id = -1)", published_version_id="-1"),
    ),
    "guideversion.guide_version": (again("guideversion", id="-1", number="99", published_at="now()"),),
    "guideversion.one_draft_a_guide": (
        changed("guideversion", published_at="null", published_by_id="null"),
        again("guideversion", "x.published_at is null", id="-1", number="99"),
    ),
    "guideversion.version_of_brand": (again("guideversion", id="-1", number="99", brand_id=OTHER_BRAND),),
    "imported.brand_id": (
        again("imported", id="-1", brand_id="-1", kind="'person'", person_id=SOMEBODY, question_id="null", answer_id="null"),
    ),
    "imported.imported_answer_of_same_brand": (
        again("answer", id=ONE, brand_id=OTHER_BRAND), changed("imported", answer_id=ONE),
    ),
    "imported.imported_question_of_same_brand": (
        again("question", id=ONE, case_id="null", brand_id=OTHER_BRAND),
        changed("imported", question_id=ONE, answer_id="null"),
    ),
    "media.media_imported_once": (
        changed("media", source="'x'"), again("media", "x.source = 'x'", id=NOBODY, added_by_id="null"),
    ),
    "media.media_poster_of_same_brand": (
        again("media", id=ONE, brand_id=OTHER_BRAND, poster_id="null"), changed("media", f"x.id <> {ONE}", poster_id=ONE),
    ),
    "revisionstep.approved_by_another": (
        "delete from kundenkreis_articlerules",
        "insert into kundenkreis_articlerules (brand_id, four_eyes, review_days, warn_days) select id, true, 30, 5 from kundenkreis_brand",
        """insert into kundenkreis_revisionstep (seq, name, from_state, to_state, at, note, brand_id, revision_id, by_id)
           select seq + 1, 'approve', state, 'approved', now(), '', brand_id, id, drafted_by_id
             from kundenkreis_articlerevision where drafted_by_id is not null limit 1""",
    ),
    "revisionstep.revision_steps_unbroken": (
        """insert into kundenkreis_revisionstep (seq, name, from_state, to_state, at, note, brand_id, revision_id)
           select r.seq + 5, t.name, t.from_state, t.to_state, now(), '', r.brand_id, r.id
             from kundenkreis_articlerevision r cross join kundenkreis_revisiontransition t where t.from_state <> '-' limit 1""",
    ),
    "imported.person_id": (changed("imported", kind="'person'", person_id=NOBODY, question_id="null", answer_id="null"),),
    "moved.follow_id": (changed("moved", answer_id="null", follow_id="-1", solved_at="null", solved_by_id="null"),),
    "moved.same_here_id": (changed("moved", answer_id="null", same_here_id="-1", solved_at="null", solved_by_id="null"),),
    "moved.solved_by_id": (changed("moved", solved_at="now()", solved_by_id=NOBODY),),
    "article.imported_once": (
        changed("article", source="'here'"),
        again("article", "x.source = 'here'", id=NOBODY, family=NOBODY, published_revision_id="null"),
    ),
    "helpfulnessvote.one_vote_per_reader": (
        "update kundenkreis_helpfulnessvote set reader = 'r', person_id = null", again("helpfulnessvote", id="-1"),
    ),
    "textrevision.answer_id": (changed("textrevision", answer_id=NOBODY, question_id="null"),),
}  # fmt: skip
