"""How long things take in disputes, market by market and category by category: data with versions.

`documents.py` reads and writes a policy as JSON, `built_in/` holds what Loket brings along where the law differs,
`current.py` finds the policy that counts. The machine takes the result and knows nothing of documents.
"""
