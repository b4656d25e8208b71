import { type Check, check, requestFor } from '../engine/index.js';

const json = '{"asset":"other"}';

/** How clients name themselves: those of the reference page, and others. */
const agents: readonly string[] = [
  'aws-cli/2.27.50 md/awscrt#0.26.1 ua/2.1 os/linux lang/python#3.13 md/prompt#off md/command#codeartifact.get-package-version-asset',
  'Boto3/1.40.0 md/Botocore#1.40.0 ua/2.1 os/linux lang/python#3.12',
  'aws-sdk-js/3.900.0 ua/2.1 os/linux lang/js md/nodejs#20.19.0 api/codeartifact#3.900.0',
  'aws-sdk-java/2.33.0 md/io#sync md/http#Apache ua/2.1 os/Linux lang/java#21 api/CodeArtifact#2.33.x',
  'aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25 api/codeartifact#1.38.0',
  'aws-sdk-php/3.350.0 ua/2.1 OS/Linux lang/php#8.4 api/CodeArtifact#2018-09-22',
  'curl/8.14.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
];

/** Request body and content types. */
export const requestBody: readonly Check[] = [
  check('RB-01', 'no body, no Content-Type, no Accept', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual())).toServe(),
  ),
  check('RB-02', 'a JSON body on the GET', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.usual())
        .headers(['content-type', 'application/json'])
        .sentAs({ body: json })
        .beyond(),
    ).toBeObserved('ignored, 415, 406, or another refusal'),
  ),
  ...['*/*', 'application/octet-stream', 'application/*'].map((accept) =>
    check('RB-03', `Accept: ${accept}`, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).headers(['accept', accept]).beyond()).toServe(),
    ),
  ),
  check('RB-04', 'the User-Agent of other clients', async ({ fixtures, expect }) => {
    for (const agent of agents)
      await expect(requestFor(fixtures.usual()).headers(['user-agent', agent])).toServe();
  }),
  check('RB-04', 'no User-Agent', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).sentAs({ userAgent: false })).toServe(),
  ),
];
