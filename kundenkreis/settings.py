"""One settings file that needs no configuration: `kundenkreis up` fills in what a machine decides.

Environment: DATABASE_URL (role app), DATABASE_OWNER_URL (migrations), DATABASE_DIRECT_URL (LISTEN,
where a pooler stands between), SECRET_KEY, ALLOWED_HOSTS, BASE_URL, DATA, DEMO, MAIL_URL, DEBUG, FETCH_LOOPBACK,
SMS_URL, PUSH_CONTACT, MEDIA_LIMIT, MEDIA_MINUTES, ASSISTANT_URL, TEST_PAYMENTS, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from kundenkreis.rooms import ROOMS

PACKAGE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("DATA", "data")).resolve()
DEBUG = os.environ.get("DEBUG") == "1"
DEMO = os.environ.get("DEMO") == "1"
# Whether test cards may be offered: in a demo, or where somebody wants to try things out.
TEST_PAYMENTS = DEMO or os.environ.get("TEST_PAYMENTS") == "1"
# Stripe: without both keys it is not offered. The base is for tests and proxies; seconds we wait.
STRIPE_SECRET_KEY = os.environ.get("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = os.environ.get("STRIPE_WEBHOOK_SECRET", "")
STRIPE_API_BASE = os.environ.get("STRIPE_API_BASE", "")
STRIPE_TIMEOUT = float(os.environ.get("STRIPE_TIMEOUT", "8"))
SECRET_KEY = os.environ.get(
    "SECRET_KEY", "only-for-tests-and-tools-a-server-refuses-to-start-with-it"
)
BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
ALLOWED_HOSTS = os.environ.get(
    "ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],.localhost,testserver"
).split(",")
DEFAULT_BRAND = os.environ.get("DEFAULT_BRAND", "")


def database(url: str) -> dict[str, Any]:
    """A Django connection from `postgresql://user:password@host:port/name?host=/socket/directory`."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "kundenkreis",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_HEALTH_CHECKS": True,
        # What sends its values beside the statement (the matcher) is prepared once. Behind a pooler that hands
        # out another connection each time, nothing is.
        "OPTIONS": {
            "prepare_threshold": None if os.environ.get("DATABASE_DIRECT_URL") else 2
        },
    }


DATABASES = {
    "default": database(os.environ.get("DATABASE_URL", "postgresql:///kundenkreis"))
}
if os.environ.get("DATABASE_POOL"):
    # A pool per web process: threads borrow connections, dead ones are replaced unseen.
    DATABASES["default"]["OPTIONS"] |= {
        "pool": {"min_size": 1, "max_size": int(os.environ["DATABASE_POOL"]), "timeout": 5}
    }

INSTALLED_APPS = [
    "kundenkreis",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    "procrastinate.contrib.django",
]
AUTH_USER_MODEL = "kundenkreis.Person"
AUTHENTICATION_BACKENDS = ["kundenkreis.people.backend.ByCode"]
MIDDLEWARE = [
    "kundenkreis.channels.middleware.observe",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kundenkreis.channels.middleware.readable",
    "kundenkreis.brands.middleware.inside_brand",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kundenkreis.people.middleware.who",
    "kundenkreis.people.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kundenkreis.channels.middleware.refusals",
    "kundenkreis.stages.knowledge.middleware.old_addresses",
    "kundenkreis.people.middleware.own_pocket",
    "kundenkreis.people.once.once",
]
ROOT_URLCONF = "kundenkreis.urls"
ROOM_FOLDERS = [PACKAGE.joinpath(*room.split(".")) for room in ROOMS]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [
            folder / "templates"
            for folder in ROOM_FOLDERS
            if (folder / "templates").is_dir()
        ],
        "OPTIONS": {
            "environment": "kundenkreis.ui.environment.environment",
            "context_processors": ["kundenkreis.ui.context.frame"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "APP_DIRS": True,
    },
]

LANGUAGE_CODE = "de"
LANGUAGES = [
    ("de", _("German")),
    ("en", _("English")),
    ("fr", _("French")),
    ("it", _("Italian")),
]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Europe/Zurich"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kundenkreis.ui.storage.StaticStorage"},
}
# Before anything was collected (tests, tools), files are served from where they are written.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
STATICFILES_DIRS = [
    folder / "static" for folder in ROOM_FOLDERS if (folder / "static").is_dir()
]

SESSION_ENGINE = "kundenkreis.people.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SAMESITE = "Lax"
if BASE_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Maps: "" = the outline we carry; else an address such as https://tiles.example/{z}/{x}/{y}.png
# Understand what texts mean (needs the extra `meaning` and pgvector), or go by their words alone.
SEARCH_MEANING = os.environ.get("SEARCH_MEANING") != "0"

MAP_TILES_URL = os.environ.get("MAP_TILES_URL", "")
MAP_ATTRIBUTION = os.environ.get("MAP_ATTRIBUTION", "")
_TILE_HOST = (
    urlsplit(MAP_TILES_URL.replace("{s}.", "*."))._replace(path="", query="").geturl()
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", *filter(None, [_TILE_HOST])],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
# Films and recordings: the largest file in bytes, and the longest in minutes. Pictures have their own limits.
MEDIA_LIMIT = int(os.environ.get("MEDIA_LIMIT", "100000000"))
MEDIA_MINUTES = int(os.environ.get("MEDIA_MINUTES", "60"))
CSRF_FAILURE_VIEW = "kundenkreis.channels.trouble.stale_form"
LOGIN_URL = "/sign-in/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
NINJA_PAGINATION_MAX_LIMIT = 100

# Where mail goes: "" = the demo mailbox in the database; smtp://user:password@host:port?starttls=1
MAIL_URL = os.environ.get("MAIL_URL", "")
MAIL_FROM = os.environ.get("MAIL_FROM", "hilfe@example.org")
# Where answers to notices of the community come in: the part before @ gets `+…` added; "" = nobody answers by mail.
MAIL_REPLY = os.environ.get("MAIL_REPLY", "")
# What a mail gateway says when it posts a mail to /incoming-mail/; "" = none may.
MAIL_IN_SECRET = os.environ.get("MAIL_IN_SECRET", "")

# A language model for the assistant behind an OpenAI-compatible endpoint, such as https://models.example/v1; "" = it quotes.
ASSISTANT_URL = os.environ.get("ASSISTANT_URL", "")
ASSISTANT_MODEL = os.environ.get("ASSISTANT_MODEL", "")
ASSISTANT_KEY = os.environ.get("ASSISTANT_KEY", "")
# Seconds for the whole answer; then the quotes are shown.
ASSISTANT_TIMEOUT = float(os.environ.get("ASSISTANT_TIMEOUT", "8"))

# Only for demo and tests: addresses that people type may lead to this machine (core.fetching).
FETCH_LOOPBACK = os.environ.get("FETCH_LOOPBACK") == "1"

# Whom push services may write to about our messages, such as mailto:it@example.org; "" = push messages
# go to the demo mailbox only. The key is made from SECRET_KEY unless given (32 bytes, base64url).
PUSH_CONTACT = os.environ.get("PUSH_CONTACT", "")
VAPID_PRIVATE_KEY = os.environ.get("VAPID_PRIVATE_KEY", "")

# Where SMS go: "" = the demo mailbox. Templates for the gateway's HTTP interface, see docs/operations.md.
SMS_URL = os.environ.get("SMS_URL", "")
SMS_METHOD = os.environ.get("SMS_METHOD", "POST")
SMS_TOKEN = os.environ.get("SMS_TOKEN", "")
# Who an SMS comes from: a number, or up to 11 letters; "" = the brand's name.
SMS_FROM = os.environ.get("SMS_FROM", "")
SMS_HEADERS = os.environ.get(
    "SMS_HEADERS",
    '{"Content-Type": "application/json", "Authorization": "Bearer {token}", "Idempotency-Key": "{id}"}',
)
SMS_BODY = os.environ.get(
    "SMS_BODY", '{"to": "{to}", "from": "{from}", "text": "{text}", "id": "{id}"}'
)

LOGGING_CONFIG = None  # structlog, set up in kundenkreis.core.logs
SILENCED_SYSTEM_CHECKS = ["templates.E003"]
