"""The demo's film is one, and its captions fit it: looked at without making the demo."""

from kundenkreis.channels.demo.showing import ENGLISH, FILM, GERMAN, STEPS, drawn
from kundenkreis.media.incoming import look_at
from kundenkreis.media.webvtt import parse


def test_the_film_the_captions_and_the_pictures_are_taken_by_the_rules_for_everybody():
    with FILM.open("rb") as file:
        film = look_at(file).facts
    assert (film["media_type"], film["lasts"], film["width"]) == ("video/webm", 8000, 640)
    assert [len(parse(each, seconds=8)) for each in (GERMAN, ENGLISH)] == [3, 3]
    assert all(drawn(out, lamps)[:4] == b"\x89PNG" for _words, _do, out, lamps in STEPS)
