"""Addresses of the desk: orders, what is done with them, and what waits for a person.

A marketplace's numbers may hold any sign, a slash too, so what follows one stands before the page itself.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import order_actions, order_tasks, orders

_ONE = "/orders/<path:number>"
_BESIDE = "/conversations/<uuid:id>/order"

urlpatterns: list[URLPattern] = [
    path(_BESIDE, orders.attach, name="desk_order_attach"),
    path(f"{_BESIDE}/find", orders.find, name="desk_order_find"),
    path("/orders", orders.index, name="desk_orders"),
    path("/orders/tasks", order_tasks.index, name="desk_order_tasks"),
    path("/orders/tasks/count", order_tasks.count, name="desk_order_tasks_count"),
    path("/orders/tasks/<int:task_id>", order_tasks.end, name="desk_order_task"),
    path("/orders/ledger/<uuid:entry_id>", order_tasks.decide, name="desk_ledger_entry"),
    path(f"{_ONE}/actions/<str:kind>", order_actions.act, name="desk_order_action"),
    path(f"{_ONE}/talk/<uuid:upload_id>", orders.talk_file, name="desk_order_talk_file"),
    path(f"{_ONE}/history", orders.history, name="desk_order_history"),
    path(_ONE, orders.show, name="desk_order"),
]
