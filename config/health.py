"""``/healthz``: the process lives. ``/readyz``: everything it needs is right."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def alive(request):
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def ready(request):
    from config.readiness import problems

    found = problems()
    status = 503 if found else 200
    return JsonResponse({"ready": not found, "problems": found}, status=status)
