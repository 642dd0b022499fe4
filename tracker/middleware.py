"""What every page of a diary carries."""


class PrivatePagesMiddleware:
    """Keeps pages of signed-in people out of shared and browser caches, unless a view says otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
