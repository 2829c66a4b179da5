from __future__ import annotations

from django.urls import path

from loket.design import views

urlpatterns = [
    path("brand.css", views.brand_css, name="brand_css"),
    path("design/gallery", views.gallery, name="design_gallery"),
]
