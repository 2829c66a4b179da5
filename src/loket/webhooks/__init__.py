"""Webhooks: what happened to disputes and conversations, told to the shop's own servers, signed and in order.

Doors in: ``actions.endpoints`` (make, renew the secret, switch), ``access``, ``names``, ``queries``; sent by ``jobs``.
May import disputes, conversations and what lies below; knows nothing of pages and of the API.
"""
