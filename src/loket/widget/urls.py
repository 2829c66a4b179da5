from __future__ import annotations

from django.urls import path

from loket.widget.views import boot, frame, scripts

app_name = "widget"
urlpatterns = [
    path("widget.js", scripts.loader, name="loader"),
    path("widget/boot", boot.show, name="boot"),
    path("widget/frame", frame.show, name="frame"),
    path("widget/style.css", scripts.style, name="style"),
    path("widget/scripts/<slug:name>.js", scripts.show, name="script"),
]
