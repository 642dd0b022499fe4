"""Django settings. What a person who runs spasmlog may set comes from the environment: see README, "Configuration"."""

import os

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.utils.translation import gettext_lazy as _

from spasmlog import environment, folder
from spasmlog.key import given_key, key_in
from spasmlog.serving import listening_port

BASE_DIR, SITE_DIR = folder.BASE_DIR, folder.SITE_DIR
COMMAND, START_COMMAND = folder.COMMAND, folder.START_COMMAND
VAR_DIR = folder.claimed(folder.var_dir())

# matplotlib keeps its list of fonts there; a home folder that can be written in is not needed.
os.environ.setdefault("MPLCONFIGDIR", str(VAR_DIR / "matplotlib"))

DEBUG = environment.flag("SPASMLOG_DEBUG")
ORIGIN, HOST, IS_HTTPS = environment.base_url("SPASMLOG_URL", f"http://localhost:{listening_port()}")

SECRET_KEY = given_key("SPASMLOG_SECRET_KEY") or key_in(VAR_DIR / "secret-key")
if environment.text("SPASMLOG_CACHE_URL", "") and not given_key("SPASMLOG_SECRET_KEY"):
    raise environment.ConfigurationError(
        "SPASMLOG_CACHE_URL is for several servers, which need one key: set SPASMLOG_SECRET_KEY to the same for all."
    )

ALLOWED_HOSTS = [HOST, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_FAILURE_VIEW = "tracker.views.unsaved.csrf_failure"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "tracker",
]

MIDDLEWARE = [
    # Around everything, static files and refused requests, too.
    "tracker.middleware.SealedMiddleware",
    # Before the one that redirects to HTTPS, so that what that one refuses carries the policy too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "spasmlog.statics.StaticFilesMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # Behind the static files, which browsers keep, and around everything else.
    "tracker.middleware.PrivatePagesMiddleware",
    "tracker.middleware.PlainTextMiddleware",
    # Before sessions: a program has none.
    "tracker.middleware.NoCookiesMiddleware",
    # Before anything that looks at the address, or makes one.
    "tracker.middleware.DiaryAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.middleware.ProxyLogInMiddleware",
    "tracker.middleware.KeepSignedInMiddleware",
    "tracker.middleware.NotStoredMiddleware",
    # Behind all others, so that what it answers in place of a view passes them on its way out.
    "tracker.middleware.UnsavedFormsMiddleware",
    # Behind that one, which may log somebody in.
    "tracker.middleware.DiaryAccessMiddleware",
]

ROOT_URLCONF = "spasmlog.urls"
WSGI_APPLICATION = "spasmlog.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.pages.look.look",
            ],
        },
    }
]

DATABASES = {
    "default": environment.postgresql("SPASMLOG_DATABASE_URL")
    or {
        "ENGINE": "spasmlog.sqlite",
        "NAME": VAR_DIR / "spasmlog.sqlite3",
        "OPTIONS": {
            # A write takes the lock at once instead of failing half way when another worker writes too.
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            # mmap_size lets reads go through memory instead of through calls: a third off what charts read.
            # secure_delete overwrites what is deleted with zeros; not every SQLite does so unless it is asked to.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456; "
                "PRAGMA secure_delete=ON;"
            ),
        },
    }
}
DATABASES["default"].setdefault("CONN_MAX_AGE", None)
# A connection that the other side has closed (PostgreSQL was restarted) is opened anew, instead of failing one request.
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
# Who has backups of a PostgreSQL of their own may go without the one before an update.
BACKUP_BEFORE_UPDATE = environment.flag("SPASMLOG_BACKUP_BEFORE_UPDATE", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Where the accounts count failed tries: no cache, so that no load lifts a lock.
    "default": {"BACKEND": "spasmlog.counters.CounterCache"},
    "drawings": {"TIMEOUT": 7 * 24 * 3600}
    | (
        environment.shared_cache("SPASMLOG_CACHE_URL", "drawings")
        # Shared by the workers and bounded; Django makes its files with mode 600.
        or {
            "BACKEND": "spasmlog.cache.HealingFileCache",
            "LOCATION": VAR_DIR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 500},
        }
    ),
}

_uploads = environment.shared_cache("SPASMLOG_CACHE_URL", "uploads")
if _uploads:
    # Else in the folder, as one server is asked for them again.
    CACHES["uploads"] = _uploads

AUTHENTICATION_BACKENDS = ["spasmlog.backend.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "tracker.forms.passwords.OwnWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGOUT_REDIRECT_URL = "today"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "email"]
ACCOUNT_USERNAME_VALIDATORS = "tracker.forms.accounts.NAME_VALIDATORS"
ACCOUNT_ADAPTER = "tracker.views.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tracker.forms.accounts.LogInForm",
    "signup": "tracker.forms.accounts.SignUpForm",
    "change_password": "tracker.forms.accounts.ChangePasswordForm",
    "set_password": "tracker.forms.accounts.SetPasswordForm",
    "reauthenticate": "tracker.forms.second_step.AskAgainForm",
}
SECURITY_CONTACT = environment.contact("SPASMLOG_SECURITY_CONTACT")
SIGNUP_IS_OPEN = environment.flag("SPASMLOG_SIGNUP", default=True)
# Behind HTTPS stands one proxy: tries at a password are counted by the address it passes on, not by its own.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_HTTPS else 0
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Before what opens the account or the whole diary; a log-in counts, too.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "tracker.views.second_step.SecondStepAdapter"
MFA_FORMS = {
    "activate_totp": "tracker.forms.second_step.SetUpAppForm",
    "authenticate": "tracker.forms.second_step.LogInCodeForm",
    "reauthenticate": "tracker.forms.second_step.AskAgainCodeForm",
    "add_webauthn": "tracker.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "tracker.forms.passkeys.RenamePasskeyForm",
    "login_webauthn": "tracker.forms.passkeys.LogInPasskeyForm",
    "authenticate_webauthn": "tracker.forms.passkeys.SecondStepPasskeyForm",
    "reauthenticate_webauthn": "tracker.forms.passkeys.AskAgainPasskeyForm",
}
# A clock may be half a minute off. That a code works once is counted by ourselves: see forms/second_step.py.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# No mail is ever sent, so no address is ever confirmed.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Both are off unless set. With them off, no request leaves this machine.
SINGLE_SIGN_ON = environment.single_sign_on(
    "SPASMLOG_OIDC_URL", "SPASMLOG_OIDC_CLIENT_ID", "SPASMLOG_OIDC_CLIENT_SECRET", "SPASMLOG_OIDC_NAME"
)
if SINGLE_SIGN_ON:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_ADAPTER = "tracker.views.single_sign_on.SingleSignOnAdapter"
    # By a link: a form would have to be allowed to lead to another host.
    SOCIALACCOUNT_LOGIN_ON_GET = True
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "SCOPE": ["openid", "profile"],
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": SINGLE_SIGN_ON["name"],
                    "client_id": SINGLE_SIGN_ON["client_id"],
                    "secret": SINGLE_SIGN_ON["client_secret"],
                    "settings": {"server_url": SINGLE_SIGN_ON["url"]},
                }
            ],
        }
    }
PROXY_HEADER, PROXY_ADDRESSES = environment.proxy_log_in("SPASMLOG_PROXY_HEADER", "SPASMLOG_PROXY_ADDRESSES")

SESSION_ENGINE = "spasmlog.sessions"
SESSION_COOKIE_AGE = 90 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_AGE = 365 * 24 * 3600

if IS_HTTPS:
    # So called, a browser takes them over HTTPS alone, and from this host alone.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    MESSAGE_STORAGE = "spasmlog.messages.HostMessages"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # Asked from within the machine or the container, past the proxy.
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # Of this host alone: other services under the same domain may have no certificate, and preloading cannot be undone.
    _hsts = environment.choice("SPASMLOG_HSTS", ("host", "subdomains", "preload"))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = _hsts in {"subdomains", "preload"}
    SECURE_HSTS_PRELOAD = _hsts == "preload"
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Whole: a page of another diary has a beginning of its own for addresses, and none for these.
STATIC_URL = "/static/"
STATIC_ROOT = folder.COLLECTED if folder.IS_INSTALLED else VAR_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "spasmlog.statics.ModuleStaticFilesStorage"},
}

CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

MESSAGE_TAGS = {message_levels.ERROR: "danger"}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Of what is sent, only files may be larger (spasmlog/parsing.py says where): they never touch another folder.
UPLOADS_DIR = FILE_UPLOAD_TEMP_DIR = folder.uploads(VAR_DIR)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without-tokens": {"()": "spasmlog.logs.WithoutTokens"}},
    "formatters": {"with-time": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without-tokens"], "formatter": "with-time"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Log-ins, exports, deletions: who by number, what by kind, never a name and never a word that was typed.
        "spasmlog": {"level": "INFO"},
        # Whoever scans the internet would fill the terminal with addresses that do not exist.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # see tracker.views.another_host
    },
}
