"""The laws of the domain that Django cannot express: temporal keys, triggers, functions."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
FILES = [
    "core", "notifications", "ledger", "helpers", "matching", "search", "cases", "community",
    "experts", "marketplace", "bills", "payouts", "matching_many", "reviews", "checks", "replies",
    "time_proposals", "bonds", "matching_skills", "disputes", "redress", "certification", "documents", "own_rates",
    "tips", "matcher", "series", "bills_named", "firms", "chargebacks", "second_person", "vouchers",
    "series_money", "offer", "chargeback_papers", "two_persons", "booking_terms", "meaning", "agreed_terms", "terms_once",
    "threads", "moderation", "guides", "asked_again", "articles", "ideas", "devices", "moderation_queue",
    "article_translations", "contests", "toolkits", "lead_users", "meaning_of_brand", "who_answers", "forums",
    "spaces", "media", "collusion", "lessons", "rings", "old_addresses", "circles", "payback", "thanks", "duels",
    "charter", "elections",
]


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL((SQL / f"{name}.sql").read_text(), migrations.RunSQL.noop)
        for name in FILES
    ]
