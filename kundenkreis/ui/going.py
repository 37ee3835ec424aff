"""Going on after a form was sent, and back to where one came from."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseRedirect


def see(path: str) -> HttpResponseRedirect:
    """Go on there, with GET: the browser's back button stays harmless."""
    return HttpResponseRedirect(path, status=303)


def came_from(request: HttpRequest, *starts: str) -> str:
    """The page of ours whose link was followed, if its path starts so; else nothing."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # it is no address
        return ""
    ours = before.netloc == request.get_host() and before.path != request.path
    return before.path if ours and before.path.startswith(starts) else ""
