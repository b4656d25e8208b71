"""A plugin of the AWS CLI, v1 and v2: adds headers to the request, and writes down what is sent and received.

CONFORMANCE_HEADERS holds the headers as JSON; CONFORMANCE_REPORT names the file to write lines of JSON to;
CONFORMANCE_LIMIT is the number of bytes after which a response is given up.
"""

import base64
import hashlib
import json
import os
import time

# v2 has a botocore of its own, which goes by this name, too: its modules exist once for each name.
from botocore.httpsession import URLLib3Session

ERROR_HEAD_BYTES = 256 * 1024
OPERATION = "codeartifact.GetPackageVersionAsset"


def text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def fields(headers):
    return [[text(name), text(value)] for name, value in headers.items()]


class Passage:
    """Lets a body through and hashes it, up to the limit: botocore reads the body of an error whole."""

    def __init__(self, raw, limit, seen):
        self.raw, self.limit, self.seen = raw, limit, seen
        self.hash, self.head, self.size = hashlib.sha256(), b"", 0

    def __getattr__(self, name):
        return getattr(self.raw, name)

    def see(self, chunk):
        self.hash.update(chunk)
        self.head += chunk[: ERROR_HEAD_BYTES - len(self.head)]
        self.size += len(chunk)
        if self.size > self.limit:
            raise ValueError(f"The response is larger than {self.limit} bytes")
        return chunk

    def read(self, *arguments, **options):
        return self.see(self.raw.read(*arguments, **options))

    def stream(self, *arguments, **options):
        yield from map(self.see, self.raw.stream(*arguments, **options))
        head = base64.b64encode(self.head).decode()
        self.seen({"size": self.size, "sha256": self.hash.hexdigest(), "head": head, "complete": len(self.head) == self.size})


class Recorder:
    def __init__(self, headers, report, limit):
        self.headers = headers
        self.report = report
        self.limit = limit
        self.began = time.monotonic()

    def write(self, line):
        with open(self.report, "a", encoding="utf-8") as report:
            report.write(json.dumps(line) + "\n")

    def elapsed(self):
        return round((time.monotonic() - self.began) * 1000, 2)

    def before_call(self, params, **_):
        params["headers"].update(self.headers)

    def before_send(self, request, **_):
        self.began = time.monotonic()
        self.write({"sent": {"method": request.method, "url": request.url, "headers": fields(request.headers)}})

    def recording(self, send):
        def send_and_record(session, request):
            response = send(session, request)
            headers = fields(response.raw.headers)
            self.write({"received": {"status": response.status_code, "headers": headers, "afterMs": self.elapsed()}})
            # An error is read as a stream; of an asset, which is not, the caller has the digest.
            response.raw = Passage(response.raw, self.limit, lambda body: self.write({"body": body}))
            return response

        return send_and_record


def awscli_initialize(event_hooks):
    environment = os.environ
    recorder = Recorder(
        json.loads(environment["CONFORMANCE_HEADERS"]),
        environment["CONFORMANCE_REPORT"],
        int(environment["CONFORMANCE_LIMIT"]),
    )
    event_hooks.register(f"before-call.{OPERATION}", recorder.before_call)
    event_hooks.register(f"before-send.{OPERATION}", recorder.before_send)
    # No event shows a response before its body has been read. This process makes one call.
    URLLib3Session.send = recorder.recording(URLLib3Session.send)
