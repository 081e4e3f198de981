#!/usr/bin/env python3
"""Charges, refunds and reads credits, with Python's standard library only.

    ./dev --catalog assistant-coach
    python3 client/python/drawdown_example.py http://127.0.0.1:8080 dev-service anna
"""

import http.client
import json
import random
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

MAX_ANSWER_BYTES = 1024 * 1024
TRIES = 6
NAME_CHARACTERS = "@:+=~"


class Problem(Exception):
    """The service refused, or gave no usable answer; `code` is its stable name for that.

    `outcome_unknown`: the answer of a try was lost, so the request may have been carried out. The
    same request with the same key answers it. If false, nothing was taken.
    """

    def __init__(self, code, detail, body=None, outcome_unknown=False):
        super().__init__(detail)
        self.code = code
        self.body = body or {}
        self.outcome_unknown = outcome_unknown


class Drawdown:
    """Calls the HTTP API. `token` needs the scopes credits/charge and credits/read."""

    def __init__(self, base, token, pause=time.sleep):
        address = urllib.parse.urlsplit(base)
        this_machine = address.hostname in ("localhost", "127.0.0.1", "::1")
        if address.scheme != "https" and not (address.scheme == "http" and this_machine):
            raise ValueError("base must be an https address, or an http one of this machine")
        if not token.strip():
            raise ValueError("token must not be empty")
        self.base = base.rstrip("/")
        self.token = token
        self.pause = pause
        self.opener = urllib.request.build_opener(NoRedirects)

    def charge(self, account, action, key, document=None, quantity=1):
        """Takes the credits for an action, once for each key, however often it is asked for."""
        body = {"action": action, "quantity": quantity}
        if document is not None:
            body["document"] = document
        return self.send("POST", f"{self.account(account)}/charges", body, key)

    def refund(self, account, charge, reason):
        """Gives back what a charge took. A second refund changes nothing."""
        path = f"{self.account(account)}/charges/{self.segment(charge)}/refund"
        return self.send("POST", path, {"reason": reason})

    def balance(self, account):
        return self.send("GET", f"{self.account(account)}/balance")

    def account(self, account):
        return f"/v1/accounts/{self.segment(account)}"

    @staticmethod
    def segment(name):
        return urllib.parse.quote(name, safe=NAME_CHARACTERS)

    def send(self, method, path, body=None, key=None):
        """Sends the same request until it is answered, with a pause that grows and has jitter."""
        lost = False
        for attempt in range(TRIES):
            try:
                return self.once(method, path, body, key)
            except urllib.error.HTTPError as error:
                problem = self.problem(error)
                # A throttled or busy service has done nothing.
                harmless = error.code == 429 or problem.code == "busy"
                is_final = error.code < 500 and error.code != 429
                wait = self.seconds(error.headers.get("Retry-After", ""))
            except (OSError, ValueError, http.client.HTTPException) as error:
                problem = Problem("unavailable", f"No answer that can be read: {error}")
                harmless, is_final, wait = False, False, 0
            lost = lost or not (harmless or is_final)
            problem.outcome_unknown = lost
            if is_final or attempt == TRIES - 1:
                raise problem
            self.pause(wait + random.uniform(0, 0.1 * 2**attempt))
        raise AssertionError("the last try returns or raises")

    def once(self, method, path, body, key):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        with self.opener.open(request, timeout=10) as response:
            return self.read(response)

    @staticmethod
    def seconds(retry_after):
        """Ignores a date: it needs a clock that agrees with the service's."""
        return int(retry_after) if re.fullmatch("[0-9]{1,3}", retry_after) else 0

    @staticmethod
    def read(response):
        text = response.read(MAX_ANSWER_BYTES + 1)
        if len(text) > MAX_ANSWER_BYTES:
            raise ValueError(f"more than {MAX_ANSWER_BYTES} bytes")
        body = json.loads(text)
        if not isinstance(body, dict):
            raise ValueError("not an object")
        return body

    def problem(self, error):
        try:
            body = self.read(error)
        except (OSError, ValueError, http.client.HTTPException):
            body = {}
        detail = body.get("detail") or body.get("message") or f"The service answered {error.code}."
        return Problem(body.get("code", ""), detail, body)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token elsewhere."""

    def redirect_request(self, *_):
        return None


def main(base, token, account):
    credits = Drawdown(base, token)
    # In a product this is the id of the stored request, so that a retry isn't paid again.
    key = f"draft-{uuid.uuid4()}"
    try:
        charged = credits.charge(account, "checkin.draft", key, document="checkin-17")
        print(charged["note"]["text"])
        again = credits.charge(account, "checkin.draft", key, document="checkin-17")
        print("The same key again:", again["note"]["left"], "left.")
        refunded = credits.refund(account, charged["charge"]["id"], "the draft was wrong")
        print("Given back:", refunded["restored"])
        print("Left:", credits.balance(account)["total"])
        credits.charge(account, "trend.analyze", f"{key}-many", quantity=1000)
    except Problem as problem:
        print(f"Refused ({problem.code}): {problem}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: drawdown_example.py BASE TOKEN ACCOUNT")
    main(*sys.argv[1:])
