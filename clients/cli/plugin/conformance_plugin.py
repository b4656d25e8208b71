"""A plugin of the AWS CLI, v1 and v2: adds headers to the request, and writes down what is sent and received.

CONFORMANCE_HEADERS holds the headers as JSON; CONFORMANCE_REPORT names the file to write lines of JSON to.
"""

import base64
import hashlib
import json
import os
import time

ERROR_HEAD_BYTES = 256 * 1024
OPERATION = "codeartifact.GetPackageVersionAsset"


def text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def fields(headers):
    return [[text(name), text(value)] for name, value in headers.items()]


class Recorder:
    def __init__(self, headers, report):
        self.headers = headers
        self.report = report
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

    def before_parse(self, response_dict, **_):
        self.received(response_dict["status_code"], response_dict["headers"])
        if response_dict["status_code"] >= 300:
            self.body(response_dict["body"])

    def after_call(self, http_response, **_):
        # Instead of the above: here each field line of the response stands by itself.
        self.received(http_response.status_code, http_response.raw.headers)
        if http_response.status_code >= 300:
            self.body(http_response.content)

    def received(self, status, headers):
        self.write({"received": {"status": status, "headers": fields(headers), "afterMs": self.elapsed()}})

    def body(self, content):
        digest = hashlib.sha256(content).hexdigest()
        head = base64.b64encode(content[:ERROR_HEAD_BYTES]).decode()
        complete = len(content) <= ERROR_HEAD_BYTES
        self.write({"body": {"size": len(content), "sha256": digest, "head": head, "complete": complete}})


def awscli_initialize(event_hooks):
    recorder = Recorder(json.loads(os.environ["CONFORMANCE_HEADERS"]), os.environ["CONFORMANCE_REPORT"])
    hooks = {
        "before-call": recorder.before_call,
        "before-send": recorder.before_send,
        "before-parse": recorder.before_parse,
        "after-call": recorder.after_call,
    }
    for event, hook in hooks.items():
        event_hooks.register(f"{event}.{OPERATION}", hook)
