"""The ground the other tests stand on."""

import pytest
from django.db import connection


@pytest.mark.usefixtures("db")
def test_the_test_database_has_the_extensions():
    with connection.cursor() as cursor:
        cursor.execute("select extname from pg_extension")
        names = {name for (name,) in cursor.fetchall()}
    assert names >= {"btree_gist", "pg_trgm", "unaccent", "vector"}


@pytest.mark.flow
@pytest.mark.parametrize("again", [1, 2])
def test_a_committed_database_is_fresh_each_time_and_seen_by_threads(committed_db, again):
    with connection.cursor() as cursor:
        cursor.execute("create table seen (number int)")
        cursor.execute("insert into seen values (7)")

    def count(number):
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from seen")
            return cursor.fetchone()[0]

    assert committed_db.together(10, count) == [1] * 10
