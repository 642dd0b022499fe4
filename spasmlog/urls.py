"""The site's routes: the diary, the accounts, the staff's admin."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from spasmlog.health import health
from tracker.views.accounts import log_out, sign_up

# Staff log in by the same page as everybody, which counts failed tries.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # of this one alone

# Named one by one, under allauth's names: what is not here (mails, codes, phones) does not exist.
account_routes = [
    path("login/", account.login, name="account_login"),
    path("logout/", log_out, name="account_logout"),
    path("signup/", sign_up, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
]

handler400 = "tracker.views.another_host.bad_request"
handler500 = "tracker.views.not_stored.server_error"

urlpatterns = [
    path("", include("tracker.urls")),
    path("accounts/", include(account_routes)),
    path("admin/", admin.site.urls),
    path("health/", health, name="health"),
]
