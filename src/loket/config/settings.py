"""Django settings. Everything an operator may change comes from the environment (see docs/running.md)."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

from loket.lib.engines import named_embedders
from loket.lib.host_names import read_hosts
from loket.lib.network_addresses import read_networks
from loket.lib.secrets import load_secrets

SOURCE_DIR = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules

LOKET_DATA = Path(os.environ.get("LOKET_DATA", "/nonexistent/loket"))
LOKET_URL = os.environ.get("LOKET_URL", "http://127.0.0.1:8000").rstrip("/")
LOKET_DEMO = os.environ.get("LOKET_DEMO") == "1"
LOKET_DEMO_DISPUTES = os.environ.get("LOKET_DEMO_DISPUTES", "1") == "1"
DEBUG = os.environ.get("LOKET_DEBUG") == "1"

_address = urlsplit(LOKET_URL)
_secrets = load_secrets(LOKET_DATA)
SECRET_KEY = _secrets.secret_key
SECRET_KEY_FALLBACKS: list[str] = []
ALLOWED_HOSTS = (
    [_address.hostname or "localhost", "localhost", "127.0.0.1", "[::1]", "testserver"]
    if (_address.hostname or "localhost") in {"localhost", "127.0.0.1", "0.0.0.0", "::1"}  # noqa: S104
    else [_address.hostname or "localhost"]
) + [host for host in os.environ.get("LOKET_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [LOKET_URL]
SECURE = _address.scheme == "https"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "loket.design",
    "loket.history",
    "loket.people",
    "loket.calendars",
    "loket.files",
    "loket.texts",
    "loket.translation",
    "loket.notices",
    "loket.channels",
    "loket.knowledge",
    "loket.orders",
    "loket.conversations",
    "loket.disputes",
    "loket.assistant",
    "loket.learning",
    "loket.surveys",
    "loket.promises",
    "loket.webhooks",
    "loket.reception",
    "loket.helpcentre",
    "loket.sellers",
    "loket.widget",
    "loket.desk",
    "loket.api",
    "loket.ops",
]

MIDDLEWARE = [
    "loket.config.security.SecurityHeaders",
    "loket.api.cors.CrossOrigin",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "loket.config.security.InterfaceLanguage",
    "loket.config.methods.MethodRefusals",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "loket.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "loket.design.context.brand",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# -- Database ---------------------------------------------------------------------------------------------
_conninfo = conninfo_to_dict(os.environ.get("LOKET_DATABASE_URL", "dbname=loket"))
# A server whose machine vanishes says nothing; without these a connection would wait for it a quarter of an hour.
_PATIENCE_WITH_SERVER = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _conninfo.pop("dbname", "loket"),
        "USER": _conninfo.pop("user", ""),
        "PASSWORD": _conninfo.pop("password", ""),
        "HOST": _conninfo.pop("host", ""),
        "PORT": _conninfo.pop("port", ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_PATIENCE_WITH_SERVER,
            **_conninfo,
            **({} if TESTING else {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}}),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Languages and time -----------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("pt-br", "Português (Brasil)"),
    ("id", "Bahasa Indonesia"),
    ("es", "Español"),
]
LOCALE_PATHS = [SOURCE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "loket_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE

# -- Files ------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("LOKET_STATIC", LOKET_DATA / "static"))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "loket.design.bundles.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = LOKET_DATA / "files"
UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024
# Evidence comes in parts, so a film may be large; and the address of ClamAV's daemon: /path/to/socket or host:port.
LOKET_EVIDENCE_LIMIT_MB = int(os.environ.get("LOKET_EVIDENCE_LIMIT_MB", "200"))
LOKET_CLAMD = os.environ.get("LOKET_CLAMD", "").strip()
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_500_000

# -- People and security ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk"
LOGOUT_REDIRECT_URL = "/desk"
ACCOUNT_ADAPTER = "loket.desk.accounts.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "loket.desk.accounts.SecondFactorAdapter"
# A code that was begun just before the clock turned is still good.
MFA_TOTP_TOLERANCE = 1
# Whose second step is demanded: "admins", or "all" ("1" says the same); nobody's when empty.
LOKET_REQUIRE_TWO_FACTOR = os.environ.get("LOKET_REQUIRE_TWO_FACTOR", "").removesuffix("0")
SESSION_COOKIE_NAME = "loket_session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "loket.config.urls.csrf_failed"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
CACHES = {
    "default": {
        "BACKEND": f"django.core.cache.backends.{'locmem.LocMemCache' if TESTING else 'db.DatabaseCache'}",
        "LOCATION": "loket_cache",
    }
}

# -- Work behind the pages --------------------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "loket.config.schedule.register"
LOKET_REACTIONS = "loket.config.reactions.REACTIONS"

# -- What an operator sets --------------------------------------------------------------------------------
LOKET_BRAND = {
    "name": os.environ.get("LOKET_NAME", "Samudra" if LOKET_DEMO else "Loket"),
    "colour": os.environ.get("LOKET_COLOUR", "#0b6e5f"),
    "logo": os.environ.get("LOKET_LOGO", ""),
}
# The shop's own privacy notice, in place of the page that Loket writes.
LOKET_PRIVACY_URL = os.environ.get("LOKET_PRIVACY_URL", "")
LOKET_LIMIT_CHATS_PER_MINUTE = int(os.environ.get("LOKET_LIMIT_CHATS_PER_MINUTE", "20"))
LOKET_LIMIT_MESSAGES_PER_MINUTE = int(os.environ.get("LOKET_LIMIT_MESSAGES_PER_MINUTE", "30"))
LOKET_ALLOWED_ORIGINS = [origin for origin in os.environ.get("LOKET_ALLOWED_ORIGINS", "*").split(",") if origin]
LOKET_TOKEN_IDLE = timedelta(days=30)
LOKET_REOPEN_WITHIN = timedelta(days=14)
LOKET_AGENT_GONE_AFTER = timedelta(minutes=5)
LOKET_REMIND_AFTER = timedelta(hours=20)
LOKET_CLOSE_AFTER = timedelta(hours=44)
LOKET_EMBEDDERS = named_embedders()
# A language model that composes answers (docs/language-model.md); none without an address.
LOKET_MODEL_URL = os.environ.get("LOKET_MODEL_URL", "").strip()
LOKET_MODEL_NAME = os.environ.get("LOKET_MODEL_NAME", "").strip()
LOKET_MODEL_KEY = os.environ.get("LOKET_MODEL_KEY", "").strip()
LOKET_MODEL_SECONDS = os.environ.get("LOKET_MODEL_SECONDS", "4")
LOKET_MODEL_OPTIONS = os.environ.get("LOKET_MODEL_OPTIONS", "{}")
# Who carries out what is done with orders: demo (kept here), http or woocommerce (docs/orders.md).
LOKET_MARKETPLACE = os.environ.get("LOKET_MARKETPLACE", "demo").strip()
LOKET_MARKETPLACE_URL = os.environ.get("LOKET_MARKETPLACE_URL", "").strip()
LOKET_MARKETPLACE_KEY = os.environ.get("LOKET_MARKETPLACE_KEY", "").strip()
LOKET_MARKETPLACE_SECRET = os.environ.get("LOKET_MARKETPLACE_SECRET", "").strip()
# Whose pictures of goods our pages may show beside our own (docs/orders.md).
LOKET_PICTURE_HOSTS = read_hosts(os.environ.get("LOKET_PICTURE_HOSTS", ""))
# Who takes what we tell people (docs/notices.md): a mail server, and the shop's own sender of SMS, WhatsApp or push.
LOKET_SMTP_URL = os.environ.get("LOKET_SMTP_URL", "").strip()
LOKET_MAIL_FROM = os.environ.get("LOKET_MAIL_FROM", "").strip()
LOKET_SENDER_URL = os.environ.get("LOKET_SENDER_URL", "").strip()
LOKET_SENDER_SECRET = os.environ.get("LOKET_SENDER_SECRET", "").strip()
# How long somebody is away before a letter follows what they have not seen.
LOKET_TELL_AFTER = timedelta(seconds=int(os.environ.get("LOKET_TELL_AFTER_SECONDS", "180")))
# Networks inside that webhooks may reach, comma-separated, such as 10.0.0.0/8 (docs/webhooks.md).
LOKET_WEBHOOK_NETWORKS = read_networks(os.environ.get("LOKET_WEBHOOK_NETWORKS", ""))
# Who translates, in the order in which they are asked (docs/translation.md).
LOKET_TRANSLATORS = [each for each in os.environ.get("LOKET_TRANSLATORS", "").replace(" ", "").split(",") if each]
LOKET_TRANSLATION_MODELS = os.environ.get("LOKET_TRANSLATION_MODELS", "").strip()
LOKET_LIBRETRANSLATE_URL = os.environ.get("LOKET_LIBRETRANSLATE_URL", "").strip()
LOKET_LIBRETRANSLATE_KEY = os.environ.get("LOKET_LIBRETRANSLATE_KEY", "").strip()
LOKET_DEEPL_URL = os.environ.get("LOKET_DEEPL_URL", "").strip()
LOKET_DEEPL_KEY = os.environ.get("LOKET_DEEPL_KEY", "").strip()
LOKET_TRANSLATION_MODEL_URL = os.environ.get("LOKET_TRANSLATION_MODEL_URL", "").strip()
LOKET_TRANSLATION_MODEL_NAME = os.environ.get("LOKET_TRANSLATION_MODEL_NAME", "").strip()
LOKET_TRANSLATION_MODEL_KEY = os.environ.get("LOKET_TRANSLATION_MODEL_KEY", "").strip()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"loket": {"level": "INFO"}, "psycopg.pool": {"level": "ERROR"}},
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
