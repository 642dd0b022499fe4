"""The site's routes: the diary, the accounts, the staff's admin."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from spasmlog.health import health
from tracker.views import passkeys, second_step, single_sign_on
from tracker.views.accounts import log_out, sign_up

# Staff log in by the same page as everybody, which counts failed tries.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # of this one alone

# Secrets of second steps are nobody's to read or change; `manage.py remove_mfa` takes them away.
admin.site.unregister(Authenticator)

# Named one by one, under allauth's names: what is not here (mails, codes, phones) does not exist.
account_routes = [
    path("login/", account.login, name="account_login"),
    path("logout/", log_out, name="account_logout"),
    path("signup/", sign_up, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", second_step.ask_again_for_code, name="mfa_reauthenticate"),
    path("code/", second_step.ask_for_code, name="mfa_authenticate"),
    path("app/", second_step.set_up_app, name="mfa_activate_totp"),
    path("app/off/", second_step.turn_off_app, name="mfa_deactivate_totp"),
    path("recovery-codes/", second_step.recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", second_step.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("passkeys/add/", passkeys.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", passkeys.rename_passkey, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_passkey, name="mfa_remove_webauthn"),
    path("passkeys/log-in/", passkeys.log_in_with_passkey, name="mfa_login_webauthn"),
    path("again/passkey/", passkeys.ask_again_for_passkey, name="mfa_reauthenticate_webauthn"),
]

if settings.SINGLE_SIGN_ON:
    account_routes += [
        path("sso/<slug:provider_id>/", single_sign_on.log_in, name="openid_connect_login"),
        path("sso/<slug:provider_id>/back/", single_sign_on.come_back, name="openid_connect_callback"),
        path("sso-cancelled/", single_sign_on.cancelled, name="socialaccount_login_cancelled"),
    ]

handler400 = "tracker.views.another_host.bad_request"
handler500 = "tracker.views.not_stored.server_error"

urlpatterns = [
    path("", include("tracker.urls")),
    path("accounts/", include(account_routes)),
    path("admin/", admin.site.urls),
    path("health/", health, name="health"),
]
