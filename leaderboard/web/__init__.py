"""Plain pages and a JSON API beside the app, from the same process: addresses to cite, true 404s, no script needed.

`snapshot` opens the published registry; `asked` reads and bounds what an address asks for; `api` answers in JSON;
`pages` in HTML; `routes` says which address is whose. `/export` and `/badge` send what `leaderboard.exports` writes.
"""
