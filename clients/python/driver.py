"""Driver for boto3, the AWS SDK for Python. Speaks the protocol of docs/clients.md on standard input and output."""

import base64
import hashlib
import json
import os
import re
import sys
import threading
import time

try:
    import boto3
    import botocore
    from botocore import exceptions
    from botocore.config import Config
except ImportError as error:
    print(json.dumps({"missing": f"{error}. Install it with: pip install boto3"}), flush=True)
    sys.exit(0)

ERROR_HEAD_BYTES = 256 * 1024
ASSET_HEAD_BYTES = 1024
CHUNK_BYTES = 64 * 1024
OPERATION = "codeartifact.GetPackageVersionAsset"
MEMBERS = ("assetName", "packageVersion", "packageVersionRevision")
ERROR_MEMBERS = ("resourceId", "resourceType", "reason", "retryAfterSeconds")

# What keeps boto3 from a response, from its exceptions; the first that fits.
FAILURES = (
    (exceptions.SSLError, "tls"),
    ((exceptions.EndpointConnectionError, exceptions.ConnectTimeoutError, exceptions.ProxyConnectionError), "unreachable"),
    (exceptions.ReadTimeoutError, "timeout"),
    ((exceptions.ConnectionClosedError, exceptions.ResponseStreamingError, exceptions.IncompleteReadError), "closed"),
    (exceptions.HTTPClientError, "invalid"),
)

session = boto3.session.Session()
creating = threading.Lock()  # A session, unlike a client, must not be used by several threads at once.
printing = threading.Lock()


def say(line):
    with printing:
        print(json.dumps(line), flush=True)


class TooLarge(Exception):
    """The response is larger than the caller allows."""


class Passage:
    """Lets a body through and hashes it, up to the limit: botocore reads the body of an error whole."""

    def __init__(self, raw, body, limit, on_end):
        self.raw, self.body, self.limit, self.on_end = raw, body, limit, on_end

    def __getattr__(self, name):
        return getattr(self.raw, name)

    def see(self, chunk):
        if not chunk:
            self.on_end()
        self.body.update(chunk)
        if self.body.size > self.limit:
            raise TooLarge(f"The response is larger than {self.limit} bytes")
        return chunk

    def read(self, *arguments, **options):
        return self.see(self.raw.read(*arguments, **options))

    def stream(self, *arguments, **options):
        yield from map(self.see, self.raw.stream(*arguments, **options))
        self.on_end()


class Body:
    """Hashes a body as it streams by and keeps only its beginning."""

    def __init__(self, head_bytes):
        self.hash, self.head, self.size, self.head_bytes = hashlib.sha256(), b"", 0, head_bytes

    def update(self, chunk):
        self.hash.update(chunk)
        self.head += chunk[: self.head_bytes - len(self.head)]
        self.size += len(chunk)

    def digest(self):
        return {"size": self.size, "sha256": self.hash.hexdigest()}

    def record(self, secrets):
        head = base64.b64encode(secrets.mask_bytes(self.head)).decode()
        return {**self.digest(), "head": head, "complete": len(self.head) == self.size}


class Secrets:
    """Replaces credentials and signatures with asterisks in whatever leaves this program."""

    def __init__(self, credentials):
        self.values = {value for value in (credentials or {}).values() if value}

    def learn(self, authorization):
        self.values.add(authorization)
        self.values.update(re.findall(r"Signature=([0-9a-f]+)", authorization))

    def mask(self, text):
        for value in sorted(self.values, key=len, reverse=True):
            text = text.replace(value, "*" * len(value))
        return text

    def mask_bytes(self, data):
        return self.mask(data.decode("latin-1")).encode("latin-1")

    def mask_fields(self, fields):
        return [[text(name), self.mask(text(value))] for name, value in fields]


def text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def client_for(call):
    keys = call.get("credentials")
    seconds = call["timeoutMs"] / 1000
    options = {
        "connect_timeout": seconds,
        "read_timeout": seconds,
        "retries": {"total_max_attempts": 1},
        "use_fips_endpoint": False,
        "use_dualstack_endpoint": False,
        "proxies": {scheme: call["proxy"] for scheme in ("http", "https") if "proxy" in call},
    }
    if not keys:
        options["signature_version"] = botocore.UNSIGNED
    with creating:
        return session.client(
            "codeartifact",
            endpoint_url=call["endpoint"],
            region_name=call["region"],
            config=Config(**options),
            verify=call.get("caFile"),
            aws_access_key_id=keys and keys["accessKeyId"],
            aws_secret_access_key=keys and keys["secretAccessKey"],
            aws_session_token=keys and keys.get("sessionToken"),
        )


def describe(error, secrets):
    told = {"class": type(error).__name__, "modelled": False, "message": secrets.mask(str(error))}
    if isinstance(error, exceptions.ClientError):
        response = error.response
        told["modelled"] = type(error) is not exceptions.ClientError
        told["code"] = secrets.mask(str(response["Error"].get("Code", "")))
        told["status"] = response["ResponseMetadata"].get("HTTPStatusCode")
        told.update((name, response.get(name)) for name in ERROR_MEMBERS)
    elif isinstance(error, exceptions.ParamValidationError):
        told["refused"] = True
    elif isinstance(error, TooLarge):
        told["failure"] = "too-large"
    else:
        told["failure"] = next((kind for kinds, kind in FAILURES if isinstance(error, kinds)), None)
    return {
        name: secrets.mask(value) if isinstance(value, str) else value
        for name, value in told.items()
        if value is not None
    }


def carry_out(id, call):
    secrets = Secrets(call.get("credentials"))
    began = time.monotonic()
    body = None
    ending = threading.Lock()

    def elapsed():
        return round((time.monotonic() - began) * 1000, 2)

    def end(done):
        if not ending.acquire(blocking=False):
            return  # The call has ended already.
        if body:
            done["body"] = body.record(secrets)
        say({"id": id, "done": {**done, "afterMs": elapsed()}})

    def give_up():
        # The time limits of boto3 are for each read. The thread of the call stays behind.
        message = f"The exchange took more than {call['timeoutMs']} ms"
        end({"error": {"class": "Timeout", "modelled": False, "failure": "timeout", "message": message}})

    deadline = threading.Timer(call["timeoutMs"] / 1000, give_up)
    deadline.daemon = True

    def before_call(params, **_):
        params["headers"].update(call.get("headers", {}))

    def before_send(request, **_):
        nonlocal began
        began = time.monotonic()
        secrets.learn(text(request.headers.get("Authorization", "")))
        headers = secrets.mask_fields(request.headers.items())
        say({"id": id, "sent": {"method": request.method, "url": request.url, "headers": headers}})
        deadline.start()

    def recording(send):
        def send_and_record(request):
            nonlocal body
            response = send(request)
            headers = secrets.mask_fields(response.raw.headers.items())
            say({"id": id, "received": {"status": response.status_code, "headers": headers, "afterMs": elapsed()}})
            body = Body(ERROR_HEAD_BYTES if response.status_code >= 300 else ASSET_HEAD_BYTES)
            response.raw = Passage(response.raw, body, call["limitBytes"], deadline.cancel)
            return response

        return send_and_record

    try:
        client = client_for(call)
        client.meta.events.register(f"before-call.{OPERATION}", before_call)
        client.meta.events.register(f"before-send.{OPERATION}", before_send)
        # No event shows a response before its body has been read.
        http = client._endpoint.http_session
        http.send = recording(http.send)
        output = client.get_package_version_asset(**call["input"])
        asset = Body(0)
        for chunk in output["asset"].iter_chunks(CHUNK_BYTES):
            asset.update(chunk)
        members = {name: secrets.mask(output[name]) for name in MEMBERS if name in output}
        done = {"output": {**members, "asset": asset.digest()}}
    except Exception as error:
        done = {"error": describe(error, secrets)}
    deadline.cancel()
    end(done)


say({"ready": {"name": "boto3", "version": boto3.__version__}})
for line in sys.stdin:
    threading.Thread(target=carry_out, kwargs=json.loads(line), daemon=True).start()
os._exit(0)  # Standard input has ended: nobody waits for the calls that are under way.
