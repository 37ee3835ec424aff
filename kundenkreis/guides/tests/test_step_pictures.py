"""A step shows a picture as long as people walk its guide; search finds its words, never its address."""

from dataclasses import replace

import pytest

from kundenkreis.core.tests.test_pictures import encoded
from kundenkreis.guides import actions
from kundenkreis.guides.tests.conftest import STEPS, browser, made
from kundenkreis.media.tests.conftest import bring
from kundenkreis.search.models import Document


@pytest.mark.flow
def test_a_step_shows_a_picture_to_who_walks_and_to_nobody_after_its_end(reto, at):
    picture = bring(encoded(), reto, at, "Das rote Lämpchen")
    guide = made(at, steps=(replace(STEPS[0], body=f"Vorne.\n{picture.code}"), *STEPS[1:]))
    anyone = browser()
    assert anyone.get(picture.address).status_code == 404
    actions.publish(guide, by=reto, at=at)
    walk = actions.walk(guide, by=None, at=at)
    page = anyone.get(f"{walk.path}1/").content.decode()
    assert f'src="{picture.address}"' in page
    assert anyone.get(picture.address).status_code == 200
    found = Document.objects.get(object_id=guide.pk)
    assert "Das rote Lämpchen" in found.body
    assert "media:" not in found.body
    actions.withdraw(guide, by=reto, at=at)
    assert anyone.get(picture.address).status_code == 404
