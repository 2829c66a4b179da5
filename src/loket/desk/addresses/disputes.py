"""Addresses of the desk: disputes, what is decided in them, and the policies by which they run."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import dispute_actions, dispute_alerts, dispute_files, dispute_numbers, dispute_policies, disputes

_ONE = "/disputes/<str:number>"

urlpatterns: list[URLPattern] = [
    path("/disputes", disputes.index, name="desk_disputes"),
    path("/disputes/new", dispute_actions.begin, name="desk_dispute_new"),
    path("/disputes/numbers", dispute_numbers.index, name="desk_dispute_numbers"),
    path("/disputes/numbers/<slug:code>.csv", dispute_numbers.table, name="desk_dispute_number_table"),
    path("/disputes/alerts/<int:alert_id>", dispute_alerts.answer, name="desk_dispute_alert"),
    path("/disputes/policies", dispute_policies.index, name="desk_dispute_policies"),
    path("/disputes/policies/versions", dispute_policies.versions, name="desk_dispute_policy_versions"),
    path("/disputes/policies/edit", dispute_policies.edit, name="desk_dispute_policy_edit"),
    path(f"{_ONE}/actions/<str:name>", dispute_actions.act_on, name="desk_dispute_action"),
    path(f"{_ONE}/words", dispute_actions.write, name="desk_dispute_words"),
    path(f"{_ONE}/evidence", dispute_actions.lay, name="desk_dispute_evidence"),
    path(f"{_ONE}/evidence/<uuid:item_id>", dispute_files.evidence, name="desk_dispute_file"),
    path(f"{_ONE}/talk/<uuid:upload_id>", dispute_files.talk_file, name="desk_dispute_talk_file"),
    path(f"{_ONE}/record.<slug:form>", dispute_files.record, name="desk_dispute_record"),
    path(f"{_ONE}/snapshots/<str:kind>", dispute_files.snapshot, name="desk_dispute_snapshot"),
    path(_ONE, disputes.show, name="desk_dispute"),
]
