"""How one installation runs: database, people's sessions, languages, mail, files, security."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from lumencare.running.logs import log_settings
from lumencare.store.secret import kept_secret
from lumencare.store.sqlite import TUNING

env = environ.Env()
# Everything that an installation keeps outside its database: files, the key, logs.
HOME = Path(env.str("LUMENCARE_HOME", default="var")).resolve()
DEBUG = False
DEMO = env.bool("LUMENCARE_DEMO", default=False)
SECRET_KEY = env.str("LUMENCARE_SECRET_KEY", default="") or kept_secret(HOME / "secret-key")
# What documents are signed with: PKCS#12, or PEM with its key beside it or in the same file.
# Without any the installation makes its own, and says so in each document.
SIGNING_CERTIFICATE = env.str("LUMENCARE_SIGNING_CERTIFICATE", default="")
SIGNING_KEY = env.str("LUMENCARE_SIGNING_KEY", default="")
SIGNING_PASSPHRASE = env.str("LUMENCARE_SIGNING_PASSPHRASE", default="")
# Who concludes the contracts of this installation, with what their documents say of the provider.
PROVIDER = {
    field: env.str(f"LUMENCARE_PROVIDER_{field.upper()}", default="")
    for field in (
        "name",
        "english_name",
        "credit_code",
        "address",
        "phone",
        "bank",
        "bank_account",
        "contact",
    )
}
if DEMO and not PROVIDER["name"]:
    PROVIDER["name"] = "路明照明控制（演示）有限公司"
    PROVIDER["english_name"] = "Luming Lighting Controls (Demo) Co., Ltd."
PUBLIC_URL = env.str("LUMENCARE_PUBLIC_URL", default="http://127.0.0.1:8000")
# The number that the authorities gave to the public site; stands at the foot of its pages.
ICP_NUMBER = env.str("LUMENCARE_ICP", default="")
ALLOWED_HOSTS = env.list("LUMENCARE_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# How many proxies stand before the server: so many addresses of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("LUMENCARE_PROXIES", default=0)
# With a token, /metrics is for whoever knows it; without, for this machine.
METRICS_TOKEN = env.str("LUMENCARE_METRICS_TOKEN", default="")
# JSON lines, to standard error or to the file that is named.
LOGGING = log_settings(
    env.str("LUMENCARE_LOG", default=""), env.str("LUMENCARE_LOG_LEVEL", default="INFO")
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "ninja",
    "lumencare.accounts",
    "lumencare.audit",
    "lumencare.calendars",
    "lumencare.notices",
    "lumencare.pricebook",
    "lumencare.sites",
    "lumencare.stock",
    "lumencare.sales",
    "lumencare.contracts",
    "lumencare.desk",
    "lumencare.remote",
    "lumencare.claims",
    "lumencare.field",
    "lumencare.lifecycle",
    "lumencare.upgrades",
    "lumencare.handovers",
    "lumencare.privacy",
    "lumencare.web",
    "lumencare.portal",
    "lumencare.api",
    "lumencare.jobs",
]

MIDDLEWARE = [
    "lumencare.running.probes.answer_probes",
    "lumencare.running.watching.watch_requests",
    "lumencare.web.middleware.moment",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lumencare.running.compressing.CompressPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lumencare.web.middleware.SessionActivity",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "lumencare.web.middleware.refuse_nul",
    "lumencare.web.middleware.answer_refusals",
]

ROOT_URLCONF = "lumencare.urls"
WSGI_APPLICATION = "lumencare.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Our pages come before those that libraries bring.
        "DIRS": [Path(__file__).parent / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lumencare.web.navigation.shell",
            ],
            "builtins": ["django.templatetags.i18n", "lumencare.web.templatetags.words"],
        },
    }
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{HOME / 'lumencare.db'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = TUNING
    # Opening and tuning a file anew takes longer than many an answer.
    DATABASES["default"]["CONN_MAX_AGE"] = 600
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Throttling counts in a place that all workers share.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

# An address is unique whatever its case, by a constraint that this check does not know.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workbench"
# People sign in by e-mail and come in by invitation only; the library's own rate limits hold.
ACCOUNT_ADAPTER = "lumencare.web.people.doors.Door"
SOCIALACCOUNT_ADAPTER = "lumencare.web.people.doors.CompanyDoor"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Nobody learns from a reset whether an address has an account; strangers get no mail.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Lumencare] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_CHANGE_EMAIL = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lumencare"
USERSESSIONS_TRACK_ACTIVITY = True
# A company's own sign-in (OpenID Connect): known, active addresses get in; no account is made.
OIDC_URL = env.str("LUMENCARE_OIDC_URL", default="")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "company",
                "name": env.str("LUMENCARE_OIDC_NAME", default="OpenID Connect"),
                "client_id": env.str("LUMENCARE_OIDC_CLIENT_ID", default=""),
                "secret": env.str("LUMENCARE_OIDC_SECRET", default=""),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else []
    }
}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_COOKIES = PUBLIC_URL.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
X_FRAME_OPTIONS = "DENY"

# Chinese is the default and the source; English mirrors every address under /en/.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = sorted(
    path for path in (Path(__file__).parent / "locale").iterdir() if path.is_dir()
)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lumencare.web.stylesheet.StaticFiles"},
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src-attr": ["'unsafe-inline'"],
        "object-src": [NONE],
        "base-uri": [SELF],
        # A browser holds a redirect that follows a form against this, too.
        "form-action": [
            SELF,
            *([urlsplit(OIDC_URL)._replace(path="").geturl()] if OIDC_URL else []),
        ],
        "frame-ancestors": [NONE],
    }
}

# The code that the tax bureau gives to what a line sells; assumed, see docs/finance.md.
INVOICE_TAX_CODES = {
    **dict.fromkeys(("plan", "response", "hours", "added-value", "service"), "3040203000000000000"),
    **env.dict("LUMENCARE_INVOICE_TAX_CODES", default={}),
}
# Hosts of the own network that webhooks may reach; every other one must be public and use https.
WEBHOOK_HOSTS = env.list("LUMENCARE_WEBHOOK_HOSTS", default=[])

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
globals().update(EMAIL_CONFIG)
# Mail goes by the queue: a worker hands it to the server that EMAIL_URL names.
DELIVERY_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "lumencare.jobs.mail.QueuedMail"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("LUMENCARE_MAIL_FROM", default="lumencare@localhost")
# The mailbox of the service desk, imaps://name:password@server/INBOX; none: no mail is read.
MAILBOX_URL = env.str("LUMENCARE_MAILBOX_URL", default="")
# Who signed the mail server's certificate, where no public authority did.
MAILBOX_CA = env.str("LUMENCARE_MAILBOX_CA", default="")
# The address that customers write to, and that the desk writes from.
DESK_ADDRESS = env.str("LUMENCARE_DESK_ADDRESS", default=DEFAULT_FROM_EMAIL)
