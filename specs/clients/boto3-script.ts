/**
 * What runs inside Python: one call for each line of JSON on standard input, and lines of JSON about it on standard
 * output. Starting an interpreter takes longer than all calls of a run, so one serves them all, each on a thread of its
 * own. It ends, whatever it is doing, when its standard input does.
 *
 * First line: `{"ready": "boto3 1.43.11"}` or `{"missing": "…"}`. Then, for each job, `{"id", "sent": request}` once the
 * request goes out, and `{"id", "done": …}`.
 */
export const boto3Script = String.raw`
import base64, hashlib, json, os, sys, threading, time
sys.path[:] = [place for place in sys.path if place]  # nothing is imported from the folder that the run is started in

saying = threading.Lock()
def say(line):
    with saying:
        sys.stdout.write(json.dumps(line) + '\n')
        sys.stdout.flush()

try:
    import boto3, botocore
    from botocore.config import Config
    from botocore.exceptions import ClientError
except ImportError as error:
    say({'missing': str(error)})
    sys.exit(0)

HEAD = 64 * 1024
session = boto3.session.Session()
creating = threading.Lock()  # a session, unlike a client, is not made for several threads

class TooLarge(Exception):
    pass

class Body:
    def __init__(self):
        self.hash, self.head, self.size = hashlib.sha256(), b'', 0
    def update(self, chunk):
        self.hash.update(chunk)
        self.head += chunk[:HEAD - len(self.head)]
        self.size += len(chunk)
    def record(self):
        return {'size': self.size, 'sha256': self.hash.hexdigest(),
                'head': base64.b64encode(self.head).decode(), 'complete': len(self.head) == self.size}

def text(value):
    return value.decode('latin-1') if isinstance(value, bytes) else str(value)

def client_for(job):
    keys = job.get('credentials')
    config = Config(connect_timeout=job['timeout'], read_timeout=job['timeout'], retries={'max_attempts': 0},
                    **({} if keys else {'signature_version': botocore.UNSIGNED}))
    with creating:
        return session.client('codeartifact', endpoint_url=job['endpoint'], region_name=job['region'],
                              config=config, verify=job.get('ca'),
                              aws_access_key_id=keys and keys['accessKeyId'],
                              aws_secret_access_key=keys and keys['secretAccessKey'],
                              aws_session_token=keys and keys.get('sessionToken'))

def describe(error):
    service = isinstance(error, ClientError)
    typed = service and type(error) is not ClientError
    told = {'service': service, 'typed': typed, 'message': str(error),
            'name': error.response['Error'].get('Code', '') if service and not typed else type(error).__name__}
    if service:
        told['status'] = error.response['ResponseMetadata'].get('HTTPStatusCode')
        told['retryAfterSeconds'] = error.response.get('retryAfterSeconds')
    return {name: value for name, value in told.items() if value is not None}

def call(job):
    done, began, body = {}, time.monotonic(), Body()
    since = lambda: round((time.monotonic() - began) * 1000, 2)

    def before_call(params, **_):
        params['headers'].update(job['headers'])

    def before_send(request, **_):
        nonlocal began
        began = time.monotonic()
        say({'id': job['id'], 'sent': {'method': request.method, 'url': request.url,
             'headers': [[text(name), text(value)] for name, value in request.headers.items()]}})

    def after_call(http_response, **_):
        done['headersAfter'] = since()
        done['response'] = {'status': http_response.status_code,
                            'headers': [[text(name), text(value)] for name, value in http_response.raw.headers.items()]}
        if http_response.status_code >= 300:
            body.update(http_response.content)

    try:
        client = client_for(job)
        for event, handler in (('before-call', before_call), ('before-send', before_send), ('after-call', after_call)):
            client.meta.events.register(event + '.codeartifact.GetPackageVersionAsset', handler)
        output = client.get_package_version_asset(**job['input'])
        for chunk in output['asset'].iter_chunks(64 * 1024):
            body.update(chunk)
            if body.size > job['limit']:
                raise TooLarge('larger than any lawful answer')
        names = ('assetName', 'packageVersion', 'packageVersionRevision')
        done['output'] = {name: output[name] for name in names if name in output}
    except Exception as error:
        done['error'] = describe(error)
    if 'response' in done:
        done['response']['body'] = body.record()
    say({'id': job['id'], 'done': {**done, 'endedAfter': since()}})

say({'ready': 'boto3 ' + boto3.__version__})
for line in sys.stdin:
    threading.Thread(target=call, args=(json.loads(line),), daemon=True).start()
os._exit(0)
`;
