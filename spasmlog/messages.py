"""Django's messages over HTTPS: in a cookie that a browser takes from this host alone, like those of sessions."""

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    """They name what was done, such as which device was logged out."""

    cookie_name = "__Host-messages"


class HostMessages(FallbackStorage):
    """As Django's usual storage: what is too long for a cookie is kept in the session."""

    storage_classes = (HostCookieStorage, SessionStorage)
