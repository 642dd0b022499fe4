"""The diary's routes, in small lists by area."""

import datetime as dt

from django.urls import path, register_converter

from tracker.views import (
    check_in,
    check_in_setup,
    diary,
    episodes,
    export,
    guidance,
    pauses,
    preferences,
    running,
    styleguide,
    today,
    trends,
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
    path("days/<date:date>/clear/", today.day_clear, name="day-clear"),
]

check_in_urls = [
    path("check-in/", check_in.check_in, name="check-in"),
    path("check-in/clear/", check_in.check_in_clear, name="check-in-clear"),
    path("check-in/ask/", check_in_setup.check_in_factors, name="check-in-factors"),
    path("check-in/reminder.ics", check_in_setup.check_in_reminder, name="check-in-reminder"),
    path("check-in/<date:date>/", check_in.check_in_day, name="check-in-day"),
    path("check-in/<date:date>/take-back/", check_in.check_in_take_back, name="check-in-take-back"),
    path("pauses/", pauses.pauses, name="pauses"),
    path("pauses/<int:pk>/end/", pauses.pause_end, name="pause-end"),
    path("pauses/<int:pk>/remove/", pauses.pause_remove, name="pause-remove"),
]

episode_urls = [
    path("episodes/add/", episodes.episode_add, name="episode-add"),
    path("episodes/start/", running.episode_start, name="episode-start"),
    path("episodes/deleted/", episodes.deleted, name="deleted"),
    path("episodes/<uuid:uid>/", episodes.episode, name="episode"),
    path("episodes/<uuid:uid>/edit/", episodes.episode_edit, name="episode-edit"),
    path("episodes/<uuid:uid>/delete/", episodes.episode_delete, name="episode-delete"),
    path("episodes/<uuid:uid>/running/", running.episode_running, name="episode-running"),
    path("episodes/<uuid:uid>/where/", running.episode_where, name="episode-where"),
    path("episodes/<uuid:uid>/began/", running.episode_correct_start, name="episode-correct-start"),
    path("episodes/<uuid:uid>/stop/", running.episode_stop, name="episode-stop"),
    path("episodes/<uuid:uid>/after/", running.episode_after, name="episode-after"),
    path("revisions/<int:pk>/undo/", episodes.revision_undo, name="revision-undo"),
]

diary_urls = [
    path("diary/", diary.diary, name="diary"),
    path("diary/open/", diary.left_open, name="left-open"),
    path("diary/open/leave/", diary.leave_all, name="leave-all"),
    path("episodes/<uuid:uid>/leave/", diary.leave_one, name="leave-one"),
]

trends_urls = [
    path("trends/", trends.trends, name="trends"),
    path("trends/<slug:chart>/", trends.trends_chart, name="trends-chart"),
    path("trends/<slug:chart>/table/", trends.trends_table, name="trends-table"),
    path("trends/<slug:chart>.<slug:kind>", trends.trends_file, name="trends-file"),
]

guidance_urls = [
    path("guidance/", guidance.guidance, name="guidance"),
    path("guidance/entries/<slug:key>/", guidance.guidance_entry, name="guidance-entry"),
    path("guidance/sources/", guidance.guidance_sources, name="guidance-sources"),
    path("guidance/sources/<int:number>/", guidance.guidance_source, name="guidance-source"),
]

export_urls = [
    path("export/", export.export, name="export"),
    path("export/episodes.csv", export.episodes_csv, name="episodes-csv"),
    path("export/days.csv", export.days_csv, name="days-csv"),
]

settings_urls = [path("settings/", preferences.settings_page, name="settings")]

staff_urls = [path("styleguide/", styleguide.styleguide, name="styleguide")]

urlpatterns = [
    *today_urls,
    *check_in_urls,
    *episode_urls,
    *diary_urls,
    *trends_urls,
    *guidance_urls,
    *export_urls,
    *settings_urls,
    *staff_urls,
]
