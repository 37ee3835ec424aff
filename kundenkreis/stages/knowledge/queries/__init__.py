"""Reads of this room."""

from kundenkreis.stages.knowledge.queries.authors import (
    article_of_mine_or_readable as article_of_mine_or_readable,
)
from kundenkreis.stages.knowledge.queries.authors import author as author
from kundenkreis.stages.knowledge.queries.authors import blog_page as blog_page
from kundenkreis.stages.knowledge.queries.authors import credited as credited
from kundenkreis.stages.knowledge.queries.authors import newest_number as newest_number
from kundenkreis.stages.knowledge.queries.authors import own_text as own_text
from kundenkreis.stages.knowledge.queries.authors import own_texts as own_texts
from kundenkreis.stages.knowledge.queries.authors import start_of_change as start_of_change
from kundenkreis.stages.knowledge.queries.authors import text_to_review as text_to_review
from kundenkreis.stages.knowledge.queries.authors import to_review as to_review
from kundenkreis.stages.knowledge.queries.authors import written_by as written_by
from kundenkreis.stages.knowledge.queries.checking import KINDS as KINDS
from kundenkreis.stages.knowledge.queries.checking import Finding as Finding
from kundenkreis.stages.knowledge.queries.checking import findings as findings
from kundenkreis.stages.knowledge.queries.editing import LISTS as LISTS
from kundenkreis.stages.knowledge.queries.editing import (
    article_for_editor as article_for_editor,
)
from kundenkreis.stages.knowledge.queries.editing import article_rules as article_rules
from kundenkreis.stages.knowledge.queries.editing import editors_list as editors_list
from kundenkreis.stages.knowledge.queries.editing import history as history
from kundenkreis.stages.knowledge.queries.editing import how_many_wait as how_many_wait
from kundenkreis.stages.knowledge.queries.editing import (
    in_other_languages as in_other_languages,
)
from kundenkreis.stages.knowledge.queries.editing import newest as newest
from kundenkreis.stages.knowledge.queries.editing import revision_of as revision_of
from kundenkreis.stages.knowledge.queries.editing import steps_of as steps_of
from kundenkreis.stages.knowledge.queries.editing import whys as whys
from kundenkreis.stages.knowledge.queries.reading import PER_PAGE as PER_PAGE
from kundenkreis.stages.knowledge.queries.reading import STAGE as STAGE
from kundenkreis.stages.knowledge.queries.reading import (
    article_for_reader as article_for_reader,
)
from kundenkreis.stages.knowledge.queries.reading import (
    article_or_successor as article_or_successor,
)
from kundenkreis.stages.knowledge.queries.reading import articles_by_id as articles_by_id
from kundenkreis.stages.knowledge.queries.reading import articles_page as articles_page
from kundenkreis.stages.knowledge.queries.reading import attempt_of as attempt_of
from kundenkreis.stages.knowledge.queries.reading import best_article as best_article
from kundenkreis.stages.knowledge.queries.reading import find as find
from kundenkreis.stages.knowledge.queries.reading import find_help as find_help
from kundenkreis.stages.knowledge.queries.reading import plain as plain
from kundenkreis.stages.knowledge.queries.reading import said as said
from kundenkreis.stages.knowledge.queries.reading import suggestions as suggestions
from kundenkreis.stages.knowledge.queries.reading import suggestions_for as suggestions_for
from kundenkreis.stages.knowledge.queries.reading import (
    topics_with_articles as topics_with_articles,
)
from kundenkreis.stages.knowledge.queries.reading import translations as translations
from kundenkreis.stages.knowledge.queries.reading import tried_in_vain as tried_in_vain
from kundenkreis.stages.knowledge.queries.reading import vote_of as vote_of
