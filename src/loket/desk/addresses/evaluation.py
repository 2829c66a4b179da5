"""Addresses of the desk: evaluations of the assistant, and how readily it answers."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import answering, evaluation, evaluation_files

RUN = "/evaluation/<uuid:run_id>"

urlpatterns: list[URLPattern] = [
    path("/answering", answering.answering, name="desk_answering"),
    path("/evaluation", evaluation.evaluations, name="desk_evaluations"),
    path("/evaluation/template", evaluation_files.template, name="desk_evaluation_template"),
    path(RUN, evaluation.run, name="desk_evaluation"),
    path(f"{RUN}/state", evaluation.turn, name="desk_evaluation_state"),
    path(f"{RUN}/removal", evaluation.remove, name="desk_evaluation_removal"),
    path(f"{RUN}/report", evaluation_files.report, name="desk_evaluation_report"),
    path(f"{RUN}/beside/<uuid:other_id>", evaluation.beside, name="desk_evaluation_beside"),
]
