"""What a browser complains about while a test runs."""

import re
from urllib.parse import urlsplit

_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile || ""}`);
});
"""
_REFUSED_PAGE = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")
_LOCAL_SCHEMES = {"data", "blob", "about"}


class Watch:
    """Collects what must not happen in a browser context."""

    def __init__(self, context, origin, kept_away=""):
        self.origin, self.kept_away, self.complaints, self.refused_pages = origin, kept_away, [], set()
        context.add_init_script(_REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script error: {error.error.stack}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message):
        if message.type != "error":
            return
        # A page that answers 4xx (a form with errors) is logged by the browser; a script that does so is a fault.
        place = message.location.get("url", "")
        if _REFUSED_PAGE.match(message.text) and place in self.refused_pages:
            return
        if self.kept_away and self.kept_away in place:
            return
        self.complaints.append(f"console: {message.text} ({place})")

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in _LOCAL_SCHEMES and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.complaints.append(f"request to another host: {request.url}")

    def _response(self, response):
        if response.status >= 500:
            self.complaints.append(f"answer {response.status}: {response.url}")
        elif response.status >= 400 and response.request.is_navigation_request():
            self.refused_pages.add(response.url)
