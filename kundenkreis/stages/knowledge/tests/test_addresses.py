"""Addresses of an imported help centre lead to its articles, to nothing else, and never away from here."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kundenkreis.core import scope
from kundenkreis.stages.knowledge import actions, addresses
from kundenkreis.stages.knowledge.folders.taking import HtmlImporter, take
from kundenkreis.stages.knowledge.models import Article, OldAddress
from kundenkreis.stages.knowledge.tests.conftest import HOST

PAGE = "<html lang='de'><title>x</title><main><h1>{title}</h1><p>Hier steht, wie es geht, Schritt um Schritt.</p></main>"


@pytest.mark.flow
def test_old_paths_lead_for_good_to_the_article_and_on_to_its_successor(alpenfon, seeland, mira, tmp_path, at):  # fmt: skip
    root = tmp_path / "hilfe"
    for name in ("hc/WLAN langsam.html", "hc/rechnung/index.html", "index.html", "weg.htm"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(PAGE.format(title=name))
    importer = HtmlImporter()
    importer.under = "/support/"
    take(importer, root, language="de", at=at)
    take(importer, root, language="de", at=at)
    assert OldAddress.objects.count() == 4
    wifi = Article.objects.get(source_key="hc/WLAN langsam.html")
    bill = Article.objects.get(source_key="hc/rechnung/index.html")
    gone = Article.objects.get(source_key="weg.htm")
    anyone = Client(headers=HOST)
    for path in ("/support/hc/WLAN%20langsam.html", "/support/hc/wlan%20langsam", "/support/hc/WLAN%20langsam.html?x=//evil.example"):  # fmt: skip
        answer = anyone.get(path)
        assert (answer.status_code, answer["Location"]) == (301, wifi.path)
    assert anyone.head("/support/hc/rechnung/")["Location"] == bill.path
    for path in ("/hc/WLAN%20langsam.html", "/evil.example/support/weg.htm", "/support/none.html", "/support/%2e%2e/weg.htm", "/" + "x" * 3000 + ".html"):  # fmt: skip
        assert anyone.get(path).status_code == 404, path
    assert anyone.post("/support/weg.htm").status_code in (403, 404)
    there = Client(headers={"host": "seeland.localhost"})
    assert there.get("/support/weg.htm").status_code == 404
    actions.withdraw(gone, by=mira, successor=bill, at=at)
    assert anyone.get("/support/weg.htm")["Location"] == f"/articles/{gone.pk}/"
    assert anyone.get("/support/weg.htm", follow=True).redirect_chain[-1][0] == bill.path
    assert addresses.leads_to("/support/") == Article.objects.get(source_key="index.html").path  # fmt: skip
    _laws(wifi, seeland)


def _laws(article, seeland):
    def made(**fields):
        OldAddress.objects.create(article=article, **fields)
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    for law, path in (("old_address_once", "support/weg"), ("old_address_not_front", "")):
        with pytest.raises(IntegrityError, match=law), transaction.atomic():
            made(path=path)
    with scope.inside(seeland.pk), pytest.raises(IntegrityError, match="old_address_of_same_brand"), transaction.atomic():  # fmt: skip
        made(path="x")
