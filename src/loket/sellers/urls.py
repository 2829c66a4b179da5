from __future__ import annotations

from django.urls import path, register_converter

from loket.sellers.addresses import OrderNumber
from loket.sellers.views import (
    accepting,
    claim,
    claim_acting,
    dispute_links,
    entering,
    home,
    sign_in_links,
    talk,
    talk_links,
    talks,
)

register_converter(OrderNumber, "seller_order_number")

app_name = "sellers"
_ORDER = "/orders/<seller_order_number:number>"
_CLAIM = "/claims/<str:number>"
urlpatterns = [
    path("", home.show_claims, name="home"),
    path("/enter", entering.enter, name="enter"),
    path("/sign-in", sign_in_links.ask, name="sign_in"),
    path("/sign-in/<str:secret>", sign_in_links.use, name="sign_in_link"),
    path("/d/<str:token>", dispute_links.open_link, name="dispute_link"),
    path("/t/<str:token>", talk_links.open_link, name="talk_link"),
    path("/sign-out", entering.sign_out, name="sign_out"),
    path("/talks", talks.show_talks, name="talks"),
    path(f"{_ORDER}/talk", talk.show_talk, name="talk"),
    path(f"{_ORDER}/talk/files/<uuid:upload_id>", talk.show_file, name="talk_file"),
    path("/claims/accept", accepting.accept_several, name="accept_several"),
    path(_CLAIM, claim.show_claim, name="claim"),
    path(f"{_CLAIM}/files/<uuid:item_id>", claim.show_file, name="claim_file"),
    path(f"{_CLAIM}/record.<slug:form>", claim.show_record, name="claim_record"),
    path(f"{_CLAIM}/do/<str:name>", claim_acting.take_action, name="claim_action"),
    path("/<path:rest>", home.not_here, name="not_here"),
]
