"""The diary's routes, in small lists by area."""

import datetime as dt

from django.urls import path, re_path, register_converter

from tracker.views import (
    after,
    api,
    archive,
    calendar_feed,
    check_in,
    check_in_setup,
    day,
    device_zone,
    diary,
    episodes,
    export,
    factors,
    follow_up,
    for_you,
    grants,
    guidance,
    imports,
    install,
    leaving,
    library,
    offline,
    outbox,
    pauses,
    preferences,
    profile,
    questions,
    releases,
    report,
    running,
    several,
    share,
    shared_page,
    sign_in,
    spasm_now,
    stop,
    styleguide,
    today,
    tokens,
    trends,
    trial,
    visit_parts,
    visits,
    well_known,
    year,
)


class DateConverter:
    """2026-11-21 in an address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date | str) -> str:
        return str(value)


register_converter(DateConverter, "date")

today_urls = [
    path("", today.today, name="today"),
    path("now/", spasm_now.spasm_now, name="spasm-now"),
    path("days/<date:date>/", today.day_opened, name="day-opened"),
    path("days/<date:date>/clear/", today.day_clear, name="day-clear"),
]

check_in_urls = [
    path("check-in/", check_in.check_in, name="check-in"),
    path("check-in/clear/", today.days_clear, name="check-in-clear"),
    path("check-in/open/", today.days_open, name="check-in-open"),
    path("check-in/ask/", check_in_setup.check_in_factors, name="check-in-factors"),
    path("check-in/reminder.ics", check_in_setup.check_in_reminder, name="check-in-reminder"),
    path("check-in/<date:date>/", check_in.check_in_day, name="check-in-day"),
    path("check-in/<date:date>/take-back/", check_in.check_in_take_back, name="check-in-take-back"),
    path("check-in/earlier/<int:pk>/restore/", check_in.check_in_restore, name="check-in-restore"),
    path("pauses/", pauses.pauses, name="pauses"),
    path("pauses/<int:pk>/end/", pauses.pause_end, name="pause-end"),
    path("pauses/<int:pk>/remove/", pauses.pause_remove, name="pause-remove"),
]

episode_urls = [
    path("episodes/add/", episodes.episode_add, name="episode-add"),
    path("episodes/places/", episodes.episode_places, name="episode-places"),
    path("episodes/several/", several.episode_several, name="episode-several"),
    path("episodes/start/", running.episode_start, name="episode-start"),
    path("episodes/deleted/", episodes.deleted, name="deleted"),
    path("episodes/<uuid:uid>/", episodes.episode, name="episode"),
    path("episodes/<uuid:uid>/edit/", episodes.episode_edit, name="episode-edit"),
    path("episodes/<uuid:uid>/delete/", episodes.episode_delete, name="episode-delete"),
    path("episodes/<uuid:uid>/running/", running.episode_running, name="episode-running"),
    path("episodes/<uuid:uid>/where/", running.episode_where, name="episode-where"),
    path("episodes/<uuid:uid>/began/", running.episode_correct_start, name="episode-correct-start"),
    path("episodes/<uuid:uid>/count/", running.episode_count, name="episode-count"),
    path("episodes/<uuid:uid>/stop/", stop.episode_stop, name="episode-stop"),
    path("episodes/<uuid:uid>/when/", stop.episode_when_stopped, name="episode-when-stopped"),
    path("episodes/<uuid:uid>/resume/", stop.episode_resume, name="episode-resume"),
    path("episodes/<uuid:uid>/after/", after.episode_after, name="episode-after"),
    path("episodes/<uuid:uid>/help/", running.episode_running_help, name="episode-running-help"),
    path("episodes/<uuid:uid>/answer/", follow_up.episode_answer, name="episode-answer"),
    path("episodes/<uuid:uid>/notice/", follow_up.episode_notice, name="episode-notice"),
    path("revisions/<int:pk>/undo/", episodes.revision_undo, name="revision-undo"),
]

diary_urls = [
    path("diary/", diary.diary, name="diary"),
    path("diary/year/<int:year>/", year.diary_year, name="diary-year"),
    path("diary/open/", diary.incomplete, name="left-open"),
    path("diary/open/leave/", diary.leave_all, name="leave-all"),
    path("diary/<date:date>/", day.day, name="diary-day"),
    path("diary/<date:date>/timeline/", day.day_timeline, name="day-timeline"),
    path("diary/<date:date>/timeline/table/", day.day_timeline_table, name="day-timeline-table"),
    path("diary/<date:date>/timeline.<slug:kind>", day.day_timeline_file, name="day-timeline-file"),
    path("episodes/<uuid:uid>/leave/", diary.leave_one, name="leave-one"),
]

trends_urls = [
    path("trends/", trends.trends, name="trends"),
    path("trends/factors/", factors.factor_list, name="factors"),
    path("trends/<slug:chart>/", trends.trends_chart, name="trends-chart"),
    path("trends/<slug:chart>/table/", trends.trends_table, name="trends-table"),
    path("trends/<slug:chart>.<slug:kind>", trends.trends_file, name="trends-file"),
    path("trends/factors/<path:code>/", factors.factor, name="factor"),
]

guidance_urls = [
    path("guidance/", guidance.guidance, name="guidance"),
    path("guidance/when-to-get-help/", guidance.when_to_get_help, name="when-to-get-help"),
    path("guidance/for-you/", for_you.guidance_for_you, name="guidance-for-you"),
    path("guidance/why/<slug:key>/", for_you.guidance_why, name="guidance-why"),
    path("guidance/answer/", for_you.guidance_answer, name="guidance-answer"),
    path("guidance/answers/", for_you.guidance_answers, name="guidance-answers"),
    path("guidance/answers/<uuid:uid>/take-back/", for_you.guidance_take_back, name="guidance-take-back"),
    path("guidance/library/", library.guidance_library, name="guidance-library"),
    path("guidance/entries/<slug:key>/", library.guidance_entry, name="guidance-entry"),
    path("guidance/releases/", releases.releases, name="guidance-releases"),
    path("guidance/disagreements/", library.guidance_disagreements, name="guidance-disagreements"),
    path("guidance/sources/", guidance.guidance_sources, name="guidance-sources"),
    path("guidance/sources/<int:number>/", guidance.guidance_source, name="guidance-source"),
]

question_urls = [
    path("questions/", questions.questions, name="questions"),
    path("questions/<uuid:uid>/", questions.question_change, name="question-change"),
    path("questions/<uuid:uid>/move/", questions.question_move, name="question-move"),
    path("questions/<uuid:uid>/answered/", questions.question_answered, name="question-answered"),
    path("questions/<uuid:uid>/remove/", questions.question_remove, name="question-remove"),
    path("questions/removed/<int:pk>/restore/", questions.question_restore, name="question-restore"),
]

trial_urls = [
    path("trial/", trial.trial, name="trial"),
    path("trial/start/", trial.trial_start, name="trial-start"),
    path("trial/night/<date:date>/", trial.trial_night, name="trial-night"),
    path("trial/done/<date:date>/", trial.trial_done, name="trial-done"),
    path("trial/stop/", trial.trial_stop, name="trial-stop"),
    path("trials/<uuid:uid>/", trial.trial_result, name="trial-result"),
    path("export/trials.csv", trial.trials_csv, name="trials-csv"),
]

visit_urls = [
    path("visits/", visits.visits, name="visits"),
    path("visits/new/", visits.visit_new, name="visit-new"),
    path("visits/<uuid:uid>/", visits.visit, name="visit"),
    path("visits/<uuid:uid>/change/", visits.visit_change, name="visit-change"),
    path("visits/<uuid:uid>/after/", visits.visit_after, name="visit-after"),
    path("visits/<uuid:uid>/remove/", visits.visit_remove, name="visit-remove"),
    path("visits/removed/<int:pk>/restore/", visits.visit_restore, name="visit-restore"),
    path(
        "visits/<uuid:uid>/questions/<uuid:question>/move/", visit_parts.visit_question_move, name="visit-question-move"
    ),
    path("visits/<uuid:uid>/questions/<uuid:question>/put/", visit_parts.visit_question_put, name="visit-question-put"),
    path(
        "visits/<uuid:uid>/questions/<uuid:question>/answered/",
        visit_parts.visit_question_answered,
        name="visit-question-answered",
    ),
    path("visits/<uuid:uid>/changes/<slug:kind>/add/", visit_parts.visit_change_add, name="visit-change-add"),
    path("visits/<uuid:uid>/changes/<uuid:item>/ended/", visit_parts.visit_change_ended, name="visit-change-ended"),
    path("visits/<uuid:uid>/changes/<uuid:item>/dose/", visit_parts.visit_change_dose, name="visit-change-dose"),
]

report_urls = [
    path("report/", report.report, name="report"),
    path("report.pdf", report.report_pdf, name="report-pdf"),
]

share_urls = [
    path("share/", share.share_links, name="share-links"),
    path("share/new/", share.share_new, name="share-new"),
    path("share/<uuid:uid>/revoke/", share.share_revoke, name="share-revoke"),
    path("share/<uuid:uid>/reopen/", share.share_reopen, name="share-reopen"),
    # Whatever follows, so that every address that was mistyped gets the one page of links that show nothing.
    re_path(r"^s/(?P<token>.*)$", shared_page.shared_page, name="shared-page"),
]

export_urls = [
    path("export/", export.export, name="export"),
    path("export/episodes.csv", export.episodes_csv, name="episodes-csv"),
    path("export/days.csv", export.days_csv, name="days-csv"),
]

profile_urls = [
    path("profile/", profile.profile, name="profile"),
    path("profile/<slug:kind>/add/", profile.profile_add, name="profile-add"),
    path("profile/<slug:kind>/none/", profile.profile_none, name="profile-none"),
    path("profile/<slug:kind>/ask-again/", profile.profile_ask_again, name="profile-ask-again"),
    path("profile/<uuid:uid>/", profile.profile_change, name="profile-change"),
    path("profile/<uuid:uid>/over/", profile.profile_over, name="profile-over"),
    path("profile/<uuid:uid>/remove/", profile.profile_remove, name="profile-remove"),
    path("profile/removed/<int:pk>/restore/", profile.profile_restore, name="profile-restore"),
]

settings_urls = [
    path("settings/", preferences.settings_page, name="settings"),
    path("settings/keys/", preferences.keys, name="settings-keys"),
    path("settings/sign-in/", sign_in.sign_in, name="sign-in"),
    path("settings/sign-in/devices/<int:pk>/log-out/", sign_in.device_log_out, name="sign-in-device-log-out"),
    path("settings/sign-in/devices/log-out/", sign_in.devices_log_out, name="sign-in-others-log-out"),
    # spasmlog/parsing.py takes a larger body there, and where CSV files are sent, than anywhere else.
    path("settings/data/", archive.your_data, name="your-data"),
    path("settings/data/import/", imports.import_upload, name="import-upload"),
    path("settings/data/import/<slug:token>/", imports.import_file, name="import-file"),
    path("settings/data/import/<slug:token>/answers/", imports.import_answers, name="import-answers"),
    path("settings/data/imports/<uuid:uid>/undo/", imports.import_undo, name="import-undo"),
    path("settings/data/archive/", archive.archive, name="archive"),
    path("settings/data/restore/<slug:token>/", archive.archive_restore, name="archive-restore"),
    path("settings/data/delete/", leaving.account_delete, name="account-delete"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/new/", tokens.token_new, name="token-new"),
    path("settings/tokens/calendar/", tokens.token_calendar, name="token-calendar"),
    path("settings/tokens/<uuid:uid>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("device-zone/", device_zone.device_zone, name="device-zone"),
]

# What follows `diaries/<uuid>/` is an address of that diary: see tracker/middleware.py.
diaries_urls = [
    path("diaries/", grants.diaries, name="diaries"),
    path("diaries/new/", grants.diary_new, name="diary-new"),
    path("diaries/name/", grants.diary_rename, name="diary-rename"),
    path("diaries/invite/", grants.diary_invite, name="diary-invite"),
    path("diaries/accept/<slug:token>/", grants.diary_accept, name="diary-accept"),
    path("diaries/give-up/", grants.diary_give_up, name="diary-give-up"),
    path("diaries/caregivers/<uuid:uid>/revoke/", grants.grant_revoke, name="grant-revoke"),
]

offline_urls = [
    # Its place is its scope: the whole site.
    path("sw.js", offline.service_worker, name="service-worker"),
    path("offline/", offline.offline, name="offline"),
    path("offline/drawings/", offline.offline_drawings, name="offline-drawings"),
    path("offline/device/", offline.offline_device, name="offline-device"),
]
outbox_urls = [path("outbox/", outbox.outbox, name="outbox")]
install_urls = [
    path("manifest.webmanifest", install.manifest, name="manifest"),
    path("home-screen-hint/hide/", install.home_screen_hint_hide, name="home-screen-hint-hide"),
]

well_known_urls = [
    path(".well-known/change-password", well_known.change_password, name="well-known-change-password"),
    path(".well-known/security.txt", well_known.security_txt, name="well-known-security"),
]

# No slash at their ends, as programs know it; the last one answers for all that is not there.
api_urls = [
    path("api/v1/now", api.now, name="api-now"),
    path("api/v1/start", api.start, name="api-start"),
    path("api/v1/stop", api.stop, name="api-stop"),
    path("api/v1/check-in", api.check_in, name="api-check-in"),
    path("api/v1/episodes", api.episodes, name="api-episodes"),
    path("api/v1/backup", api.backup, name="api-backup"),
    path("calendar/<slug:token>.ics", calendar_feed.calendar_feed, name="calendar-feed"),
    re_path(r"^api/", api.nothing_here, name="api-nothing-here"),
]

staff_urls = [path("styleguide/", styleguide.styleguide, name="styleguide")]

urlpatterns = [
    *today_urls,
    *check_in_urls,
    *episode_urls,
    *diary_urls,
    *trends_urls,
    *guidance_urls,
    *question_urls,
    *trial_urls,
    *visit_urls,
    *report_urls,
    *share_urls,
    *export_urls,
    *profile_urls,
    *settings_urls,
    *diaries_urls,
    *offline_urls,
    *outbox_urls,
    *install_urls,
    *well_known_urls,
    *api_urls,
    *staff_urls,
]
